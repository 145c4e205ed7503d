package dev.newsreel.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** An answer's body as {@link AnswerStream}: one stream, however often it is asked for. */
final class AnswerBody extends HttpEntityWrapper {

  private final Call call;
  private final Coding coding;
  private final long maxBytes;
  private AnswerStream stream;

  AnswerBody(HttpEntity entity, Call call, Coding coding, long maxBytes) {
    super(entity);
    this.call = call;
    this.coding = coding;
    this.maxBytes = maxBytes;
  }

  @Override
  public InputStream getContent() throws IOException {
    if (stream == null) {
      stream = new AnswerStream(super.getContent(), call, coding, getContentLength(), maxBytes);
    }
    return stream;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (var body = getContent()) {
      body.transferTo(out);
    }
  }

  @Override
  public long getContentLength() {
    return coding.packed() ? -1 : super.getContentLength();
  }

  @Override
  public String getContentEncoding() {
    return coding.packed() ? null : super.getContentEncoding();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void close() throws IOException {
    getContent().close();
  }
}
