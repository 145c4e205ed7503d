package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code videos}. */
@Command(
    description = {
      "Lists videos, newest first: id, status, when it was asked for (UTC), what it has cost so far"
          + " (US dollars), feed and title.",
    },
    exitCodeList = {
      "0:they are listed",
      "1:the node does not answer, or refuses",
      "2:wrong use",
      "7:the API key is missing or does not allow it"
    },
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME} --status held",
      "  ${COMMAND-FULL-NAME} --feed morning-news --limit 5",
      "  ${COMMAND-FULL-NAME} --all --json > videos.json"
    })
final class VideosCommand implements Callable<Integer> {

  private static final int PAGE = 200;

  private final Shell shell;
  @Mixin private ServerOptions server = new ServerOptions();
  @ArgGroup private Filter filter = new Filter();
  @ArgGroup private Length length = new Length();

  @Option(names = "--json", description = "Prints what the API answers.")
  private boolean json;

  VideosCommand(Shell shell) {
    this.shell = shell;
  }

  /** Which videos. */
  static final class Filter {
    @Option(
        names = "--status",
        paramLabel = "<status>",
        description =
            "Only these: queued, scripting, rendering, captioning, publishing, done, failed,"
                + " cancelled or held.")
    private String status;

    @Option(names = "--feed", paramLabel = "<name>", description = "Only those of this feed.")
    private String feed;
  }

  /** How many. */
  static final class Length {
    @Option(
        names = "--limit",
        paramLabel = "<number>",
        description = "At most so many; 20 without it.")
    private int limit = 20;

    @Option(names = "--all", description = "All that are kept.")
    private boolean all;
  }

  @Override
  public Integer call() {
    if (length.limit < 1) {
      throw new BadUsage("--limit is a number above 0");
    }
    ApiClient api = server.connect(shell);
    try {
      return json ? printJson(api) : printTable(api);
    } catch (IOException e) {
      throw api.unreachable(e);
    }
  }

  private int printTable(ApiClient api) throws IOException {
    VideoTable table = new VideoTable(shell.terminal());
    JsonNode last = each(api, table::row);
    if (table.rows() == 0) {
      shell.terminal().tell("There are no such videos");
    } else if (last.hasNonNull("next_cursor") && !length.all) {
      shell.terminal().tell("There may be more: --limit or --all shows them");
    }
    return ExitCode.OK;
  }

  private int printJson(ApiClient api) throws IOException {
    StringBuilder gap = new StringBuilder();
    shell.terminal().out().print("{\"videos\":[");
    JsonNode last =
        each(
            api,
            video -> {
              shell.terminal().out().print(gap + "\n" + Shown.json(video));
              gap.setLength(0);
              gap.append(',');
            });
    shell.terminal().out().println("],\n\"counts\":" + Shown.json(last.path("counts")) + "}");
    return ExitCode.OK;
  }

  /** Hands on one video after the other; returns the last page. */
  private JsonNode each(ApiClient api, java.util.function.Consumer<JsonNode> then)
      throws IOException {
    int left = length.all ? Integer.MAX_VALUE : length.limit;
    String cursor = null;
    while (true) {
      int size = Math.min(PAGE, left);
      JsonNode page = api.get("/api/v1/videos?" + query(size, cursor)).orFail();
      page.path("videos").forEach(then);
      left -= page.path("videos").size();
      cursor = page.path("next_cursor").asText(null);
      if (cursor == null || left <= 0 || shell.terminal().out().checkError()) {
        return page;
      }
    }
  }

  private String query(int size, String cursor) {
    StringJoiner query = new StringJoiner("&").add("limit=" + size);
    if (filter.status != null) {
      query.add("status=" + Ids.encoded(filter.status));
    }
    if (filter.feed != null) {
      query.add("feed=" + Ids.encoded(filter.feed));
    }
    return cursor == null
        ? query.toString()
        : query.add("cursor=" + Ids.encoded(cursor)).toString();
  }
}
