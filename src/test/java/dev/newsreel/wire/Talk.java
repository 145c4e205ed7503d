package dev.newsreel.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The server's side of one connection. */
public final class Talk {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  public final Socket socket;
  public final int number;
  private final AtomicInteger requests;

  /**
   * A connection.
   *
   * @param number 1 for the first connection of the server
   */
  Talk(Socket socket, int number, AtomicInteger requests) {
    this.socket = socket;
    this.number = number;
    this.requests = requests;
  }

  /** Reads a request with its body and counts it; returns its head. */
  public String readRequest() throws IOException {
    var head = readHead();
    var length = LENGTH.matcher(head);
    if (length.find()) {
      socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    }
    return head;
  }

  /** Reads a request up to its body and counts it. */
  public String readHead() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The client is gone.");
      }
      head.append((char) next);
    }
    requests.incrementAndGet();
    return head.toString();
  }

  /** Writes a text, one byte a character. */
  public Talk write(String text) throws IOException {
    return write(text.getBytes(ISO_8859_1));
  }

  /** Writes bytes. */
  public Talk write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** A whole answer with a length. */
  public Talk answer(String status, String... headersAndBody) throws IOException {
    var body = headersAndBody[headersAndBody.length - 1];
    var head = new StringBuilder("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length());
    for (var i = 0; i < headersAndBody.length - 1; i++) {
      head.append("\r\n").append(headersAndBody[i]);
    }
    return write(head + "\r\n\r\n" + body);
  }

  /** Writes one piece every 100 ms until the client is gone. */
  public void drip(String piece) throws IOException {
    for (var i = 0; i < 600; i++) {
      write(piece);
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** Does nothing until the client closes. */
  public void hang() throws IOException {
    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  /** Closes with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
