package dev.newsreel.intake;

import dev.newsreel.wire.RawServer;
import dev.newsreel.wire.Talk;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of feeds on loopback that does what a test says, well-formed or not. */
final class FeedHost implements AutoCloseable {

  /** What happens when a path is asked for. */
  @FunctionalInterface
  interface Reply {
    void to(Talk talk, String head) throws IOException;
  }

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final RawServer server;

  FeedHost() {
    this("127.0.0.1");
  }

  FeedHost(String address) {
    try {
      server = new RawServer(this::serve, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(Talk talk) throws IOException {
    String head = talk.readRequest();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      heads.add(head);
      String path = head.split(" ", 3)[1];
      replies.getOrDefault(path, (t, h) -> t.answer("404 Not Found", "")).to(talk, head);
    } finally {
      open.decrementAndGet();
    }
  }

  /** Decides what happens when a path is asked for, from now on. */
  FeedHost on(String path, Reply reply) {
    replies.put(path, reply);
    return this;
  }

  /** Answers a path with a status line, headers and at last a body. */
  FeedHost answer(String path, String status, String... headersAndBody) {
    return on(path, (talk, head) -> talk.answer(status, headersAndBody));
  }

  /** Answers a path with a redirect. */
  FeedHost redirect(String path, int status, String location) {
    return answer(path, status + " Moved", "Location: " + location, "");
  }

  String at(String path) {
    return server.at(path);
  }

  String authority() {
    return server.at("").substring("http://".length());
  }

  /** Returns the heads of all requests, oldest first. */
  List<String> heads() {
    return heads;
  }

  /** Returns the head of the last request. */
  String lastHead() {
    return heads.get(heads.size() - 1);
  }

  /** Returns how many requests it has answered at once, at the most. */
  int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
