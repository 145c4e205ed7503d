package dev.newsreel.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;

/**
 * Reads the heads of answers, whole ones only.
 *
 * <p>httpclient 5.5 skips up to ten lines of garbage before a status line and takes a head that is
 * cut off for a whole one with an empty body: a broken connection would pass for success.
 */
final class WholeHeads extends DefaultHttpResponseParserFactory {

  WholeHeads(Http1Config config) {
    super(config);
  }

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    var parser = super.create();
    return (buffer, in) -> parser.parse(buffer, new Endless(in));
  }

  /** A stream that must not end. */
  private static final class Endless extends FilterInputStream {

    Endless(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int size) throws IOException {
      var got = in.read(bytes, from, size);
      if (got < 0) {
        throw new ConnectionClosedException(
            "The connection ended before the head of an answer did.");
      }
      return got;
    }
  }
}
