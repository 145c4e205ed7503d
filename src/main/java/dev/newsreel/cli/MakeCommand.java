package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code make}. */
@Command(
    description = {
      "Asks the running node for a video, waits for it and prints where it is.",
      "",
      "The source is the address of an article or of a feed, a text file with an article, or - for"
          + " an article that is piped in. Which kind of address it is, is found out. Of a feed the"
          + " newest entry is taken that was not taken before. On a terminal it is shown first what"
          + " it will cost, and asked for, unless all is simulated.",
      "",
      "Ctrl-C ends the waiting only. A node that restarts is waited for. The same article given"
          + " twice within a day is one video, unless --again is given."
    },
    exitCodeList = {
      "0:the video is done, or there was nothing new",
      "1:the node does not answer, or refuses; or the question was answered with no",
      "2:wrong use",
      "4:a video has failed or was cancelled",
      "5:a video is held until a person acts",
      "6:the time of --timeout is over; the video goes on",
      "7:the API key is missing or does not allow it"
    },
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME} https://example.com/a-bridge-for-snails",
      "  ${COMMAND-FULL-NAME} https://example.com/feed.xml --max-items 2",
      "  ${COMMAND-FULL-NAME} article.txt --title \"A bridge for snails\"",
      "  pandoc report.md -t plain | ${COMMAND-FULL-NAME} - --title Report --timeout 30m",
      "  film=$(${COMMAND-FULL-NAME} article.txt --yes)"
    })
final class MakeCommand implements Callable<Integer> {

  private final Shell shell;
  @Mixin private Wishes wishes = new Wishes();
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "<url|file|->", description = "What the video is made from.")
  private String source;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask whether the cost is all right.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only tells what would be made and what it costs.")
  private boolean dryRun;

  @Option(names = "--again", description = "Makes a video though this article has one already.")
  private boolean again;

  @Option(names = "--no-wait", description = "Prints the ids of the videos and ends.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "<period>",
      converter = Period.class,
      description = "How long to wait at the most, such as 90s or 30m.")
  private Duration timeout;

  @Option(names = "--json", description = "Prints what the API answers.")
  private boolean json;

  MakeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ObjectNode body = wishes.body(Source.read(source, shell, wishes.title()));
    Orders orders = new Orders(shell, server.connect(shell), new Patience(timeout));
    boolean ask = shell.terminal().interactive() && !yes;
    if (dryRun || ask) {
      JsonNode estimate = orders.estimate(body);
      if (dryRun && json) {
        shell.terminal().out().println(Shown.json(estimate));
      } else {
        new Offered(shell, estimate).show();
      }
      boolean nothing = estimate.path("videos").isEmpty();
      if (dryRun || nothing || !new Offered(shell, estimate).accepted()) {
        return dryRun || nothing ? ExitCode.OK : ExitCode.FAILED;
      }
    }
    return made(orders, orders.place(body, again));
  }

  private int made(Orders orders, List<JsonNode> videos) {
    if (noWait) {
      videos.forEach(v -> shell.terminal().print(json ? v.toString() : v.path("id").asText()));
      return ExitCode.OK;
    }
    return videos.isEmpty() ? ExitCode.OK : new Outcome(shell, json).tell(orders.await(videos));
  }
}
