package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The file that a restarted sandbox goes on from: one JSON line for each change, {@code {"<what>":
 * {record}}}, the last one of an id wins. Lines reach the operating system within 20 ms; nothing is
 * forced to the disk. Confined to the event loop.
 */
final class Journal {
  private static final long FLUSH_MILLIS = 20;

  private final Vertx vertx;
  private final Path file;
  private final FileChannel channel;
  private StringBuilder lines = new StringBuilder();
  private Future<Void> lastFlush = Future.succeededFuture();
  private boolean isFlushing;
  private boolean isClosed;

  /**
   * @param directory where the file is; made when it is missing; null keeps no journal
   * @throws UncheckedIOException when it cannot be written
   */
  Journal(Vertx vertx, Path directory) {
    this.vertx = vertx;
    try {
      if (directory == null) {
        file = null;
        channel = null;
      } else {
        file = Files.createDirectories(directory).resolve("sandbox.jsonl");
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        endTornLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write its journal in " + directory, e);
    }
  }

  void write(String what, Object entry) {
    if (channel == null || isClosed) {
      return;
    }
    lines.append("{\"").append(what).append("\":").append(Json.encode(entry)).append("}\n");
    if (!isFlushing) {
      flushSoon();
    }
  }

  /**
   * Hands every entry written before, oldest first, to the reader. A line cut by a kill is passed
   * over.
   */
  void replay(BiConsumer<String, JsonObject> reader) {
    if (file == null) {
      return;
    }
    try (Stream<String> written = Files.lines(file)) {
      written.forEach(line -> read(line, reader));
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot read its journal " + file, e);
    }
  }

  /** Forgets everything. */
  void clear() {
    lines = new StringBuilder();
    if (channel != null) {
      try {
        channel.truncate(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes what is left and lets go of the file; from then on nothing is written. */
  Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    vertx.runOnContext(
        now -> {
          isClosed = true;
          String rest = lines.toString();
          lines = new StringBuilder();
          lastFlush.transform(flushed -> onDisk(() -> end(rest))).onComplete(closed);
        });
    return closed.future();
  }

  private void flush() {
    String batch = lines.toString();
    lines = new StringBuilder();
    lastFlush =
        onDisk(() -> append(batch))
            .onComplete(
                written -> {
                  isFlushing = false;
                  if (lines.length() > 0) {
                    flushSoon();
                  }
                });
  }

  private void flushSoon() {
    isFlushing = true;
    vertx.setTimer(FLUSH_MILLIS, timer -> flush());
  }

  private Future<Void> onDisk(Work work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }

  private void end(String rest) throws IOException {
    if (channel != null && channel.isOpen()) {
      append(rest);
      channel.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void append(String batch) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(batch.getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void endTornLine() throws IOException {
    if (channel.size() > 0) {
      append("\n");
    }
  }

  private static void read(String line, BiConsumer<String, JsonObject> reader) {
    if (line.isBlank()) {
      return;
    }
    try {
      JsonObject entry = new JsonObject(line);
      String what = entry.fieldNames().iterator().next();
      reader.accept(what, entry.getJsonObject(what));
    } catch (DecodeException torn) {
      // The kill came in the middle of this line: what it told was never answered for certain.
    }
  }
}
