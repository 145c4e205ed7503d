package dev.newsreel.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Videos, one a line. The title comes last: it is a stranger's, and may be of any length. */
final class VideoTable {

  private static final int ID = 28;
  private static final int STATUS = 10;
  private static final int TIME = 19;
  private static final int USD = 7;
  private static final int FEED = 16;
  private static final int GAP = 2;
  private static final int LEAST_TITLE = 12;

  private final Terminal terminal;
  private int rows;

  VideoTable(Terminal terminal) {
    this.terminal = terminal;
  }

  int rows() {
    return rows;
  }

  /** Prints one video, and before the first one the names of the columns. */
  void row(JsonNode video) {
    if (rows++ == 0) {
      line("ID", "STATUS", new String[] {"ASKED FOR", "USD", "FEED", "TITLE"});
    }
    String title = PlainText.line(video.path("article").path("title").asText("")).strip();
    line(
        PlainText.line(video.path("id").asText()),
        video.path("status").asText(),
        new String[] {
          Shown.time(video.path("created_at")),
          Shown.usd(video.path("cost_usd")),
          PlainText.line(video.path("feed").asText("")),
          title
        });
  }

  // On a narrow terminal the title gets a line of its own.
  private void line(String id, String status, String[] rest) {
    String word = PlainText.padded(PlainText.line(status), STATUS);
    String coloured = rows == 1 && id.equals("ID") ? word : terminal.coloured(status, word);
    String usd = " ".repeat(Math.max(0, USD - rest[1].length())) + rest[1];
    String head = PlainText.padded(id, ID) + "  " + coloured;
    int used = ID + GAP + STATUS;
    if (terminal.columns() < used + TIME + USD + FEED + 4 * GAP + LEAST_TITLE) {
      String under = "    " + PlainText.cut(rest[3], terminal.columns() - 4);
      terminal.out().println(head.stripTrailing() + "\n" + under.stripTrailing());
      return;
    }
    String middle = PlainText.padded(rest[0], TIME) + "  " + usd + "  ";
    int left = terminal.columns() - used - TIME - USD - FEED - 4 * GAP;
    String tail = PlainText.padded(rest[2], FEED) + "  " + PlainText.cut(rest[3], left);
    terminal.out().println((head + "  " + middle + tail).stripTrailing());
  }
}
