package dev.newsreel;

import java.util.List;
import java.util.Map;

/** What is printed about the commands. */
final class Help {

  /** The commands, in the order in which they are explained. */
  static final List<String> COMMANDS = List.of("run", "sandbox", "key", "import", "audit");

  private static final String OVERVIEW =
      """
      Newsreel: articles in, finished short videos out.

        java -jar target/newsreel.jar                      runs it; settings stand in application.properties
        java -jar target/newsreel.jar sandbox port=8090    runs only the simulated providers
        java -jar target/newsreel.jar key create <name>    makes an API key; from then on every call needs one
        java -jar target/newsreel.jar import feeds.opml    prints the feeds of an OPML file as entries for routes/feeds.camel.yaml
        java -jar target/newsreel.jar audit                compares all that is stored, and checks the audit trail; 0 = all agrees
        java -jar target/newsreel.jar <command> --help     tells more about a command

      Every setting can be given as an environment variable: heygen.api-key is HEYGEN_API_KEY.
      """;

  private static final Map<String, String> TEXTS =
      Map.of(
          "run",
          """
          java -jar target/newsreel.jar [run]

          Runs Newsreel from the project's root until Ctrl-C. Settings stand in application.properties or in the environment.
          A start that fails prints one sentence and ends with 1.
          """,
          "sandbox",
          """
          java -jar target/newsreel.jar sandbox [option=value ...]

          Runs only the simulated providers until Ctrl-C, and prints their address.

            port=8090              where it listens; without it a free port is taken
            journal=data/sandbox   keeps what was ordered, over a restart
            time-scale=0.1         a tenth of the usual times
          """,
          "key",
          """
          java -jar target/newsreel.jar key create <name> [--scopes=read,trigger,operate]
          java -jar target/newsreel.jar key list
          java -jar target/newsreel.jar key revoke <id>

          Makes, lists and revokes API keys, also while Newsreel runs: it follows within two seconds. The first key closes
          the API to everyone without one. A key may read and trigger (ask for videos) unless --scopes says otherwise;
          operate allows to cancel, retry and the like. The key itself is printed once and stored only as a digest.
          """,
          "import",
          """
          java -jar target/newsreel.jar import <file.opml> >> routes/feeds.camel.yaml

          Prints the feeds of an OPML file as entries for routes/feeds.camel.yaml, with names made from their titles. Feeds
          that are declared there already are left out. Nothing is made of what an imported feed holds already
          (first-run: none). What was left out is told on the error output. Ends with 2 when the file cannot be used.
          """,
          "audit",
          """
          java -jar target/newsreel.jar audit [--head=<n>:<hash>]
          java -jar target/newsreel.jar audit --export > trail.ndjson

          Compares all that is stored about jobs and prints what disagrees; checks that nobody has changed, removed, moved or
          added entries of the audit trail, and prints its head. A head that was noted elsewhere must still be in the trail.
          It changes nothing. Ends with 0 when all agrees, else with 3. While jobs run it may name some that were just moving.
          With --export it prints the whole audit trail, one JSON object a line.
          """);

  private Help() {}

  /** Returns what there is to know in all. */
  static String overview() {
    return OVERVIEW;
  }

  /** Returns what there is to know about a command. */
  static String of(String command) {
    return TEXTS.getOrDefault(command, OVERVIEW);
  }
}
