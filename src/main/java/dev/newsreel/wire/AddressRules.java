package dev.newsreel.wire;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for addresses that come from outside: feeds, articles, files that providers link to,
 * notify addresses.
 *
 * <p>Public addresses only, http and https only, ports 80 and 443 unless told otherwise. A {@link
 * Wire} with rules applies them to the address of every call and to every IP address that its name
 * resolves to, and connects to exactly these. Checking an address before it is stored gives its
 * sender an early answer; it does not replace the wire.
 */
public final class AddressRules {

  /** What is said of every address that is refused or does not answer. */
  public static final String MESSAGE = "The address could not be fetched.";

  private static final int LONGEST = 4096;
  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e&&[^\\\\]]+");

  private final Set<Integer> ports;
  private final AllowList allowed;

  /**
   * Rules for ports 80 and 443.
   *
   * @param allow what is allowed in spite of all rules but the scheme: ranges ({@code 127.0.0.0/8},
   *     {@code ::1/128}), {@code host:port} or {@code host}; comes from operators only
   * @throws IllegalArgumentException naming the first entry that is not understood
   */
  public AddressRules(Collection<String> allow) {
    this(allow, WEB_PORTS);
  }

  /** Rules for other ports; see {@link #AddressRules(Collection)}. */
  public AddressRules(Collection<String> allow, Set<Integer> ports) {
    this.allowed = new AllowList(allow);
    this.ports = Set.copyOf(ports);
  }

  /**
   * The rules that {@code egress.allow} describes.
   *
   * @param allow entries parted by commas; blank or null for none
   * @throws IllegalArgumentException naming the first entry that is not understood
   */
  public static AddressRules of(String allow) {
    return new AddressRules(
        allow == null || allow.isBlank() ? List.of() : List.of(allow.split(",", -1)));
  }

  /**
   * The address, parsed once and strictly. Resolves nothing.
   *
   * @throws AddressRefused when any rule that needs no name server refuses it
   */
  public URI check(String address) throws AddressRefused {
    var uri = parse(address);
    var host = uri.getHost();
    var port = portOf(uri);
    var literal = literal(host);
    if (literal != null) {
      check(host, literal, port);
    } else if (!nameFits(host, port) && !allowed.mayAllow(port)) {
      throw new AddressRefused("This host name or port is not allowed.");
    }
    return uri;
  }

  /**
   * Accepts an address that is about to be connected to.
   *
   * @throws AddressRefused when it is neither public with an allowed port nor on the operator's
   *     list
   */
  public void check(InetAddress address, int port) throws AddressRefused {
    var fits = ports.contains(port) && PublicAddresses.contains(address);
    if (!fits && !allowed.allows(address, port)) {
      throw new AddressRefused("This IP address or port is not allowed.");
    }
  }

  /** As {@link #check(InetAddress, int)}, knowing the name that resolved to the address. */
  void check(String host, InetAddress address, int port) throws AddressRefused {
    if (allowed.allows(HostName.withoutDot(host), port) || allowed.allows(address, port)) {
      return;
    }
    check(address, port);
    if (HostName.isInside(host)) {
      throw new AddressRefused("This host name is not allowed.");
    }
  }

  private boolean nameFits(String host, int port) {
    return allowed.allows(HostName.withoutDot(host), port)
        || (ports.contains(port) && !HostName.isInside(host));
  }

  private static URI parse(String address) throws AddressRefused {
    if (address == null || address.length() > LONGEST || !PRINTABLE.matcher(address).matches()) {
      throw new AddressRefused("The address is missing, too long or has forbidden characters.");
    }
    try {
      var uri = new URI(address);
      requireWeb(uri);
      return uri;
    } catch (URISyntaxException e) {
      throw new AddressRefused("The address is not a URI.");
    }
  }

  private static void requireWeb(URI uri) throws AddressRefused {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new AddressRefused("Only http and https are allowed.");
    }
    if (uri.getHost() == null) {
      throw new AddressRefused("The address has no valid host.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new AddressRefused("User names and passwords are not allowed.");
    }
  }

  private static InetAddress literal(String host) throws AddressRefused {
    try {
      var literal = Literal.parse(host);
      if (literal == null && !HostName.isWellFormed(host)) {
        throw new AddressRefused("The host name is not valid.");
      }
      return literal;
    } catch (IllegalArgumentException e) {
      throw new AddressRefused(e.getMessage());
    }
  }

  private static int portOf(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
