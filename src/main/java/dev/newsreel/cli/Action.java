package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/**
 * What a person does with one video.
 *
 * @param name such as {@code retry}
 * @param dryRun whether it is only to be told
 * @param json whether the answer is printed as it comes
 */
record Action(Shell shell, String name, boolean dryRun, boolean json) {

  int on(ApiClient api, String id, JsonNode body) {
    String path = "/api/v1/videos/" + Ids.video(id) + "/" + name;
    try {
      JsonNode answer = api.post(path + (dryRun ? "?dry_run=true" : ""), body, Map.of()).orFail();
      if (json) {
        shell.terminal().out().println(Shown.json(answer));
      } else {
        tell(answer);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw api.unreachable(e);
    }
  }

  private void tell(JsonNode answer) {
    String usd = Shown.usd(answer.path("estimated_cost_usd"));
    shell
        .terminal()
        .print(
            "%s%s: %s%s"
                .formatted(
                    dryRun ? "It would be " : "",
                    answer.path("status").asText(),
                    answer.path("message").asText(),
                    usd.isEmpty() || usd.equals("0.00") ? "" : ", about " + usd + " USD more"));
  }
}
