package dev.newsreel.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A request body that tells a fault of its own source from a fault of the network.
 *
 * <p>httpclient closes a half-written body by flushing what it has, for a chunked body even with a
 * proper end: the receiver would carry out a mutilated request. So the connection is cut before the
 * fault goes on.
 */
final class Outgoing extends HttpEntityWrapper {

  private final Call call;

  Outgoing(HttpEntity entity, Call call) {
    super(entity);
    this.call = call;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var network = new Network(out);
    try {
      super.writeTo(network);
    } catch (IOException | RuntimeException e) {
      if (network.failed) {
        throw e;
      }
      call.abort();
      throw new SourceFailed(e);
    }
  }

  /** The body could not be read from where it comes from. */
  static final class SourceFailed extends IOException {

    private static final long serialVersionUID = 1L;

    SourceFailed(Exception cause) {
      super("The request body could not be read.", cause);
    }
  }

  /** The way to the network, which remembers that it failed. */
  private static final class Network extends FilterOutputStream {

    private boolean failed;

    Network(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      failed = true;
      out.write(b);
      failed = false;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      failed = true;
      out.write(bytes, from, length);
      failed = false;
    }
  }
}
