package dev.newsreel.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes calls and times them. */
final class Caller implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int THREADS = 4;
  private static final int FIRST_LINES = 20;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "load-caller");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();

  /** Returns a call that reads. */
  static HttpRequest get(URI url) {
    return HttpRequest.newBuilder(url).timeout(LONGEST).build();
  }

  /** Returns a call that posts JSON. */
  static HttpRequest post(URI url, String json) {
    return HttpRequest.newBuilder(url)
        .timeout(LONGEST)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  /** Returns the same call with a key, so that it can be made again. */
  static HttpRequest keyed(HttpRequest call) {
    return HttpRequest.newBuilder(call, (name, value) -> true)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .build();
  }

  /**
   * Makes one call and waits for it.
   *
   * @throws LoadFailed when nobody answers
   */
  HttpResponse<String> call(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LoadFailed(request.uri() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailed("The load test was interrupted", e);
    }
  }

  /**
   * Makes so many calls a second, for so long. The clock drives it: a late answer delays no later
   * call, and a call's time counts from when it was due.
   */
  Times paced(int perSecond, int seconds, Supplier<HttpRequest> next) {
    List<CompletableFuture<Long>> all = new ArrayList<>();
    long pause = Duration.ofSeconds(1).toNanos() / perSecond;
    long start = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long due = start + i * pause;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      all.add(timed(next.get(), due));
    }
    return Times.of(all.stream().map(CompletableFuture::join).toList());
  }

  /** Makes so many calls, as many at once as are told, each as soon as another is answered. */
  Times flood(int count, int atOnce, Supplier<HttpRequest> next) {
    Semaphore free = new Semaphore(atOnce);
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      free.acquireUninterruptibly();
      CompletableFuture<Long> call = timed(next.get(), System.nanoTime());
      all.add(call.whenComplete((time, failure) -> free.release()));
    }
    return Times.of(all.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Long> timed(HttpRequest request, long from) {
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((reply, failure) -> failure == null && reply.statusCode() / 100 == 2)
        .thenApply(taken -> taken ? System.nanoTime() - from : Times.FAILED);
  }

  /** Returns whether a stream has a line that begins so, among its first ones. */
  boolean hears(URI url, String begin) {
    try (Stream<String> lines = client.send(get(url), HttpResponse.BodyHandlers.ofLines()).body()) {
      return lines.limit(FIRST_LINES).anyMatch(line -> line.startsWith(begin));
    } catch (IOException | UncheckedIOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
