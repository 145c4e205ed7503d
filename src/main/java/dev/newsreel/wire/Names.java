package dev.newsreel.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names within a time limit and lets only allowed addresses through.
 *
 * <p>The sockets are opened to exactly these addresses, so a name cannot change between check and
 * connect. The system's resolver cannot be interrupted; a few daemon threads take its waiting.
 */
final class Names implements DnsResolver, AutoCloseable {

  private static final int MOST_ADDRESSES = 8;
  private static final int MOST_WAITING = 32;

  private final DnsResolver resolver;
  private final AddressRules rules;
  private final Duration limit;
  private final ExecutorService waiting;

  /**
   * Names for one kind of call.
   *
   * @param rules what may be connected to; null for everything
   */
  Names(String name, DnsResolver resolver, AddressRules rules, Duration limit) {
    this.resolver = resolver;
    this.rules = rules;
    this.limit = limit;
    this.waiting =
        new ThreadPoolExecutor(
            0,
            MOST_WAITING,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              var thread = new Thread(task, "wire-names-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    var addresses = resolve(host);
    if (rules != null) {
      for (var address : addresses) {
        check(host, address, port);
      }
    }
    return Arrays.stream(addresses)
        .limit(MOST_ADDRESSES)
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      return waiting
          .submit(() -> resolver.resolve(host))
          .get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unknown(host, e.getCause());
    } catch (TimeoutException | RejectedExecutionException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return host;
  }

  @Override
  public void close() {
    waiting.shutdownNow();
  }

  private void check(String host, InetAddress address, int port) throws UnknownHostException {
    try {
      rules.check(host, address, port);
    } catch (AddressRefused e) {
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Throwable cause) {
    var unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }
}
