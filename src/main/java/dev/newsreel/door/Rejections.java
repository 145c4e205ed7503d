package dev.newsreel.door;

import dev.newsreel.job.Json;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers what no route can be asked about, and closes the connection. */
final class Rejections {

  private final CarefulAnswers answers;

  Rejections(CarefulAnswers answers) {
    this.answers = answers;
  }

  /** Answers what cannot be read as a request. */
  void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      refuse(request, Problem.of(414, "url_too_long", "The address is too long"));
    } else if (cause instanceof TooLongHttpHeaderException) {
      refuse(request, Problem.of(431, "headers_too_large", "The headers are too large"));
    } else {
      refuse(request, Problem.of(400, "bad_request", "The request cannot be read"));
    }
  }

  /** Answers a request whose body does not come. */
  void tooSlow(HttpServerRequest request) {
    refuse(request, Problem.of(408, "too_slow", "The body did not come in time"));
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.headWritten()) {
      request.connection().close();
      return;
    }
    answers.prepare(response);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.TYPE)
        .putHeader("Connection", "close")
        .end(Json.write(problem))
        .onComplete(sent -> request.connection().close());
  }
}
