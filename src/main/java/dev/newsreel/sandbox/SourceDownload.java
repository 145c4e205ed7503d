package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * Fetches the video that a project is to be made from, as Submagic must; keeps only its first
 * bytes.
 */
final class SourceDownload {
  private static final int HEAD_BYTES = 64 * 1024;
  private static final int IDLE_MILLIS = 30_000;

  private final HttpClient client;

  SourceDownload(Workshop shop) {
    // Who tries out TLS has a certificate that nobody else trusts.
    HttpClientOptions options = new HttpClientOptions().setTrustAll(true).setVerifyHost(false);
    client = shop.vertx().createHttpClient(options.setMaxPoolSize(64).setConnectTimeout(10_000));
  }

  /**
   * What was fetched.
   *
   * @param seconds how long the film is; 0 when it does not tell
   */
  record Source(long bytes, double seconds) {}

  /**
   * Fetches it; the future fails with a reason in words when it is not there, expired or no MP4.
   */
  Future<Source> fetch(String url) {
    RequestOptions options;
    try {
      options = new RequestOptions().setAbsoluteURI(url);
    } catch (RuntimeException badAddress) {
      return Future.failedFuture("videoUrl is no URL");
    }
    options.setFollowRedirects(true).setIdleTimeout(IDLE_MILLIS);
    return client.request(options).compose(request -> request.send()).compose(this::read);
  }

  private Future<Source> read(HttpClientResponse response) {
    Promise<Source> source = Promise.promise();
    Buffer head = Buffer.buffer();
    long[] bytes = {0};
    response.handler(
        part -> {
          bytes[0] += part.length();
          if (head.length() < HEAD_BYTES) {
            head.appendBuffer(part);
          }
        });
    response.exceptionHandler(source::tryFail);
    response.endHandler(
        end -> {
          Mp4Head mp4 = new Mp4Head(head);
          if (response.statusCode() != 200) {
            source.tryFail("videoUrl answered " + response.statusCode());
          } else if (!mp4.startsLikeMp4()) {
            source.tryFail("videoUrl is not an MP4 file");
          } else {
            source.tryComplete(new Source(bytes[0], mp4.seconds()));
          }
        });
    return source.future();
  }
}
