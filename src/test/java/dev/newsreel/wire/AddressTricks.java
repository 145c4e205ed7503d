package dev.newsreel.wire;

import java.util.List;
import java.util.stream.Stream;

/** Ways to write an address that must never be connected to, for everything that takes one. */
public final class AddressTricks {

  /** First and last address of each reserved block. */
  private static final List<String> RESERVED =
      List.of(
          "0.0.0.0",
          "0.255.255.255",
          "10.0.0.0",
          "10.255.255.255",
          "100.64.0.0",
          "100.127.255.255",
          "127.0.0.0",
          "127.255.255.255",
          "169.254.0.0",
          "169.254.169.254",
          "169.254.255.255",
          "172.16.0.0",
          "172.31.255.255",
          "192.0.0.0",
          "192.0.0.255",
          "192.0.2.0",
          "192.0.2.255",
          "192.88.99.0",
          "192.88.99.255",
          "192.168.0.0",
          "192.168.255.255",
          "198.18.0.0",
          "198.19.255.255",
          "198.51.100.0",
          "198.51.100.255",
          "203.0.113.0",
          "203.0.113.255",
          "224.0.0.0",
          "239.255.255.255",
          "240.0.0.0",
          "255.255.255.255");

  private static final List<String> RESERVED_V6 =
      List.of(
          "::",
          "::1",
          "::ffff:0:0",
          "::ffff:127.0.0.1",
          "::ffff:ffff:ffff",
          "::127.0.0.1",
          "::ffff:0:127.0.0.1",
          "64:ff9b::",
          "64:ff9b::10.0.0.1",
          "64:ff9b::ffff:ffff",
          "64:ff9b:1::",
          "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
          "100::",
          "100::ffff:ffff:ffff:ffff",
          "2001::",
          "2001:0:4136:e378:8000:63bf:3fff:fdd2",
          "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:db8::",
          "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
          "2002::",
          "2002:7f00:1::",
          "2002:c0a8:101::1",
          "2002:ffff:ffff::",
          "3fff::",
          "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
          "5f00::",
          "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fc00::",
          "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fe80::",
          "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fec0::",
          "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "ff00::",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

  private static final List<String> HOSTS =
      List.of(
          "0177.0.0.1",
          "0177.1",
          "00.0.0.0",
          "127.000.000.001",
          "0x7f000001",
          "0x7f.0.0.1",
          "0X7F.1",
          "0x7F.0x0.0x0.0x1",
          "2130706433",
          "02130706433",
          "017700000001",
          "4294967295",
          "4294967296",
          "127.1",
          "127.0.1",
          "127.0.0.1.",
          "0",
          "127.0.0.0x1",
          "1.2.3.4.5",
          "256.1.1.1",
          "127.0.0.1%00",
          "localhost",
          "LOCALHOST",
          "localhost.",
          "a.localhost",
          "a.b.localhost.",
          "printer.local",
          "PRINTER.LOCAL.",
          "metadata.google.internal",
          "internal",
          "local",
          "home.arpa",
          "nas.home.arpa",
          "nas.Home.Arpa.",
          "[fe80::1%25eth0]",
          "[fe80::1%eth0]",
          "[::1%251]",
          "[127.0.0.1]",
          "[1::2::3]",
          "[::ffff:0x7f.0.0.1]",
          "[::ffff:127.1]",
          "[::ffff:0177.0.0.1]",
          "[v1.fe80]",
          "[::1",
          "::1",
          "%31%32%37.0.0.1",
          "%6cocalhost",
          "127.0.0.1%2f",
          "\uff11\uff12\uff17.0.0.1",
          "127\u30020\u30020\u30021",
          "127\uff0e0.0.1",
          "\u2460\u2461\u2466.0.0.1",
          "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
          "\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54",
          "local\u00adhost",
          "local\u200bhost",
          "loc\u0430lhost",
          "\u212aocal",
          "example..com",
          ".example.com",
          "exa mple.com",
          "example.com\\.evil.example",
          "a*b.example",
          "");

  private AddressTricks() {}

  /** Whole addresses, each of which every check refuses without asking a name server. */
  public static Stream<String> all() {
    Stream<String> written =
        Stream.of(RESERVED.stream(), RESERVED_V6.stream().map(v6 -> "[" + v6 + "]"), HOSTS.stream())
            .flatMap(hosts -> hosts)
            .map(host -> "http://" + host + "/x");
    return Stream.concat(written, whole());
  }

  /** The reserved addresses alone, as a name server could give them. */
  public static Stream<String> reserved() {
    return Stream.concat(RESERVED.stream(), RESERVED_V6.stream());
  }

  private static Stream<String> whole() {
    return Stream.of(
        "http://user@example.com/",
        "http://user:pass@example.com/",
        "http://@example.com/",
        "http://example.com@127.0.0.1/",
        "http://127.0.0.1#@example.com/",
        "http://127.0.0.1?@example.com/",
        "http://127.0.0.1\\@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http:\\\\127.0.0.1/",
        "http:/127.0.0.1/",
        "http:127.0.0.1",
        "http:////127.0.0.1/",
        "http://example.com/\tx",
        "http://exa\nmple.com/",
        "http://example.com/\r\nHost: x",
        " http://example.com/",
        "http://example.com/ ",
        "http://example.com/\u0000",
        "http://example.com/\u007f",
        "http://example.com/\u202e",
        "http://example.com:22/",
        "http://example.com:0/",
        "http://example.com:8080/",
        "http://example.com:65536/",
        "http://example.com:-1/",
        "http://example.com:080a/",
        "http://[::1]:80/",
        "http://127.0.0.1:443/",
        "HTTP://127.0.0.1/",
        "HtTpS://LOCALHOST/",
        "ftp://example.com/",
        "FILE:///etc/passwd",
        "file://127.0.0.1/x",
        "gopher://example.com/",
        "jar:http://example.com/a!/b",
        "data:text/html,x",
        "javascript:alert(1)",
        "//127.0.0.1/",
        "http://" + "a".repeat(64) + ".example/",
        "http://example.com/" + "a".repeat(5000));
  }
}
