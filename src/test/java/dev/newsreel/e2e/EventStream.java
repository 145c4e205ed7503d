package dev.newsreel.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A listener of server-sent events, on a connection of its own. */
final class EventStream implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> answer;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  // Written by one thread while another reads.
  @SuppressWarnings("JdkObsolete")
  private final StringBuffer text = new StringBuffer();

  private volatile boolean ended;

  /** One event. */
  record Event(String name, JsonNode data) {}

  /** Begins to listen; the headers are names and values in turn. */
  EventStream(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    new Thread(this::read, "event-stream").start();
  }

  /** Returns how a stream has begun: with its first event, or with a refusal. */
  static Web.Reply begun(URI url, String... headers) {
    try (EventStream stream = new EventStream(url, headers)) {
      if (stream.status() == 200) {
        stream.await1("overview", o -> true);
        return new Web.Reply(200, stream.answer.headers().map(), "");
      }
      await().until(stream::hasEnded);
      return new Web.Reply(stream.status(), stream.answer.headers().map(), stream.text.toString());
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String name = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (status() != 200) {
          text.append(line);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          byte[] data = line.substring(6).getBytes(StandardCharsets.UTF_8);
          events.add(new Event(name, Json.tree(data)));
        }
      }
    } catch (IOException broken) {
      // The end of a stream, however it comes, is what some tests wait for.
    }
    ended = true;
  }

  int status() {
    return answer.statusCode();
  }

  String header(String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  List<Event> events() {
    return events;
  }

  /** Waits for an event of this name. */
  JsonNode await1(String name, Predicate<JsonNode> wanted) {
    return await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                events.stream()
                    .filter(e -> e.name().equals(name) && wanted.test(e.data()))
                    .findFirst(),
            java.util.Optional::isPresent)
        .get()
        .data();
  }

  /** Returns whether the other side has ended it. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
