package dev.newsreel.captions;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Event;
import dev.newsreel.job.ProviderDown;
import dev.newsreel.job.Request;
import dev.newsreel.settings.Settings;
import java.util.Map;
import org.apache.camel.Exchange;

/** What all calls about a project have in common. */
final class ProjectCalls {

  private ProjectCalls() {}

  static void call(Settings settings, Exchange exchange, String method, String path) {
    Request.headers(exchange, Map.of("x-api-key", settings.text("submagic.api-key")));
    exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
  }

  static Answer checked(Answer answer) {
    if (answer.status() == 404) {
      throw new CallFailed(
          Outcome.ANSWERED,
          Remedy.WAIT,
          "Submagic does not know the project",
          SubmagicErrors.details(answer, "project_unknown", null));
    }
    if (!answer.ok()) {
      throw SubmagicErrors.of(answer);
    }
    return answer;
  }

  /**
   * Returns an answer that describes a project.
   *
   * @throws CallFailed when it is anything else, such as a page of HTML with status 200
   */
  static Answer project(Answer answer) {
    checked(answer);
    if (answer.text("/id") == null || answer.text("/status") == null) {
      throw new ProviderDown(
          Outcome.UNKNOWN,
          "Submagic's answer is no project",
          SubmagicErrors.details(answer, "submagic_malformed", null));
    }
    return answer;
  }

  static Event event(String edge, Answer answer) {
    return Event.of(edge).with("submagic", answer.text("/id"), answer.header("x-request-id"));
  }
}
