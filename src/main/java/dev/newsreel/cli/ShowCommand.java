package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code show}. */
@Command(
    description = {
      "Shows one video: article, script, ids, costs, what happened when, and after a failure what"
          + " can be done."
    },
    exitCodeList = {
      "0:it is shown",
      "1:the node does not answer, or has no such video",
      "2:wrong use",
      "7:the API key is missing or does not allow it"
    },
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME} v_01m8a69dfye6bn9v2wyzb8hx00",
      "  ${COMMAND-FULL-NAME} v_01m8a69dfye6bn9v2wyzb8hx00 --json"
    })
final class ShowCommand implements Callable<Integer> {

  private final Shell shell;
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "<id>", description = "The video's id, as videos lists it.")
  private String id;

  @Option(names = "--json", description = "Prints what the API answers, with all events.")
  private boolean json;

  ShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String path = "/api/v1/videos/" + Ids.video(id);
    ApiClient api = server.connect(shell);
    try {
      JsonNode video = api.get(path).orFail();
      JsonNode events = api.get(path + "/events").orFail().path("events");
      if (json) {
        ((ObjectNode) video).set("events", events);
        shell.terminal().out().println(Shown.json(video));
      } else {
        new VideoSheet(shell.terminal(), video).print(events);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw api.unreachable(e);
    }
  }
}
