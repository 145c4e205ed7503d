package dev.newsreel.wire;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * The outermost link of httpclient's chain: begins and ends each call and puts its failure into our
 * words.
 */
final class CallHandler implements ExecChainHandler {

  private final WireLimits limits;
  private final AddressRules rules;

  CallHandler(WireLimits limits, AddressRules rules) {
    this.limits = limits;
    this.rules = rules;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException {
    var target = rules == null ? scope.route.getTargetHost().getHostName() : null;
    var call = new Call(target, () -> cut(scope));
    call.begin(scope.clientContext, deadline(request));
    try {
      prepare(request, call);
      return receive(chain.proceed(request, scope), call);
    } catch (IOException | HttpException | RuntimeException e) {
      call.end();
      throw call.failure(e);
    }
  }

  /** A chain of calls shares one deadline: what is left of it comes with the request. */
  private Duration deadline(ClassicHttpRequest request) {
    var left = request.getFirstHeader(Wire.DEADLINE);
    if (left == null) {
      return limits.deadline();
    }
    request.removeHeaders(Wire.DEADLINE);
    var millis = Duration.ofMillis(Math.max(1, Long.parseLong(left.getValue())));
    var whole = limits.deadline();
    return whole != null && whole.compareTo(millis) < 0 ? whole : millis;
  }

  private void prepare(ClassicHttpRequest request, Call call) throws IOException {
    if (rules != null) {
      checkAddress(request);
    }
    if (!request.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
      var whole = limits.deadline() != null && !request.containsHeader(HttpHeaders.RANGE);
      request.setHeader(HttpHeaders.ACCEPT_ENCODING, whole ? "gzip" : "identity");
    }
    if (request.getEntity() != null) {
      request.setEntity(new Outgoing(request.getEntity(), call));
    }
  }

  private void checkAddress(ClassicHttpRequest request) throws IOException {
    try {
      var unused = rules.check(request.getUri().toString());
    } catch (URISyntaxException e) {
      throw new AddressRefused("The address is not a URI.");
    }
  }

  private ClassicHttpResponse receive(ClassicHttpResponse answer, Call call) throws IOException {
    var entity = answer.getEntity();
    if (entity == null) {
      call.end();
      return answer;
    }
    var encoding = answer.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    var coding = Coding.of(encoding == null ? null : encoding.getValue());
    if (coding == Coding.UNKNOWN) {
      call.abort();
      throw call.failure(new HttpException("The answer is encoded as " + encoding.getValue()));
    }
    if (coding == Coding.PLAIN && entity.getContentLength() > limits.maxBytes()) {
      call.abort();
      throw new BodyTooLarge(limits.maxBytes());
    }
    if (coding.packed()) {
      answer.removeHeaders(HttpHeaders.CONTENT_ENCODING);
      answer.removeHeaders(HttpHeaders.CONTENT_LENGTH);
    }
    answer.setEntity(new AnswerBody(entity, call, coding, limits.maxBytes()));
    return answer;
  }

  private static void cut(ExecChain.Scope scope) {
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    } else {
      scope.execRuntime.discardEndpoint();
    }
  }
}
