package dev.newsreel.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/** One connection to a server, over which a test sends whatever it likes. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();

  private RawClient(URI server) throws IOException {
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
  }

  static RawClient to(URI server) {
    try {
      return new RawClient(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all that the server answers to this text, after which it closes. */
  static String exchange(URI server, String text) {
    try (RawClient client = to(server)) {
      return client.send(text).readAll();
    }
  }

  /** Sends a text, one byte a character; that the server is gone is no failure. */
  RawClient send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The test reads next, and sees it.
    }
    return this;
  }

  /**
   * Sends a text again and again, every 20 ms, until the server is gone.
   *
   * @return whether it went within a few seconds
   */
  boolean drip(String text) {
    for (int i = 0; i < PATIENCE_MILLIS / 20; i++) {
      try {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      } catch (IOException e) {
        return true;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return false;
  }

  /**
   * Reads until the server closes.
   *
   * @throws UncheckedIOException when it does not within a few seconds
   */
  String readAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // The server has cut us off in the middle: what was read is all there is.
    } catch (IOException e) {
      throw new UncheckedIOException("Not closed after: " + all.toString(ISO_8859_1), e);
    }
    return all.toString(ISO_8859_1);
  }

  /** Reads one byte, or -1 when the server has closed. */
  int read() {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
