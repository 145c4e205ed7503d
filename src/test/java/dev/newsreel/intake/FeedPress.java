package dev.newsreel.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Many hosts of many feeds on loopback, which answer as publishers do. The last one takes very
 * long.
 */
final class FeedPress implements AutoCloseable {

  private static final byte[] FEED = FeedTexts.rss(20).getBytes(StandardCharsets.UTF_8);
  private static final long LATENCY = 15_000_000;

  // A little less than the fetch may take: the server does not notice when we hang up.
  private static final long HANG = 1_900_000_000;

  private final List<HttpServer> hosts = new ArrayList<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Queue<Long> times = new ConcurrentLinkedQueue<>();

  FeedPress(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      HttpServer host = HttpServer.create(new InetSocketAddress("127.0.1." + (i + 1), 0), 0);
      boolean hangs = i == count - 1;
      host.createContext("/", exchange -> serve(exchange, hangs));
      host.setExecutor(workers);
      host.start();
      hosts.add(host);
    }
  }

  private void serve(HttpExchange exchange, boolean hangs) throws IOException {
    times.add(System.currentTimeMillis());
    String host = exchange.getLocalAddress().getHostString();
    AtomicInteger now = open.computeIfAbsent(host, h -> new AtomicInteger());
    mostOpen.accumulateAndGet(now.incrementAndGet(), Math::max);
    String url =
        "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
    asked.computeIfAbsent(url, u -> new AtomicInteger()).incrementAndGet();
    try (exchange) {
      LockSupport.parkNanos(LATENCY);
      if (hangs) {
        LockSupport.parkNanos(HANG);
      }
      now.decrementAndGet();
      exchange.getResponseHeaders().add("ETag", "\"v1\"");
      boolean known = exchange.getRequestHeaders().containsKey("If-None-Match");
      exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : FEED.length);
      if (!known) {
        exchange.getResponseBody().write(FEED);
      }
    }
  }

  /** Returns the address of a feed, spread over the hosts. */
  String feed(int number) {
    InetSocketAddress host = hosts.get(number % hosts.size()).getAddress();
    return "http://%s:%d/feed-%d".formatted(host.getHostString(), host.getPort(), number);
  }

  /** Returns whether that feed is one of the host that takes very long. */
  boolean hangs(int number) {
    return number % hosts.size() == hosts.size() - 1;
  }

  int mostOpen() {
    return mostOpen.get();
  }

  int asked(String url) {
    return asked.getOrDefault(url, new AtomicInteger()).get();
  }

  /** Returns how many requests came in each second from a time on, for so many seconds. */
  List<Integer> perSecond(long from, int seconds) {
    Map<Long, Long> counts =
        times.stream()
            .collect(Collectors.groupingBy(t -> (t - from) / 1000, Collectors.counting()));
    List<Integer> all = new ArrayList<>();
    for (long s = 0; s < seconds; s++) {
      all.add(counts.getOrDefault(s, 0L).intValue());
    }
    return all;
  }

  @Override
  public void close() {
    hosts.forEach(h -> h.stop(0));
    workers.shutdownNow();
  }
}
