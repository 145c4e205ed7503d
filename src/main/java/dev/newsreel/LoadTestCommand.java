package dev.newsreel;

import dev.newsreel.cli.BadUsage;
import dev.newsreel.cli.CommandFailed;
import dev.newsreel.cli.ExitCode;
import dev.newsreel.cli.Shell;
import dev.newsreel.load.LoadFailed;
import dev.newsreel.load.LoadTest;
import dev.newsreel.load.Part;
import dev.newsreel.load.Report;
import dev.newsreel.load.ReportText;
import dev.newsreel.load.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code load-test}. */
@Command(
    description = {
      "Measures Newsreel on this machine: throughput, answers, memory, restart, three nodes. It"
          + " starts simulated providers, a Redis and nodes of its own on loopback, asks for videos,"
          + " compares the counts with the providers' bill, and removes everything when it ends.",
      "",
      "It takes about five minutes, and the machine should do nothing else. The nodes have the"
          + " routes/ of this folder without its feeds, and no other setting of yours. Each figure is"
          + " explained in docs/load-test.md."
    },
    exitCodeList = {
      "0:everything was measured, and the counts are those of the bill",
      "1:it could not go on; one sentence says why",
      "2:wrong use",
      "3:counts disagree"
    },
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --full --report release.json",
      "  ${COMMAND-FULL-NAME} --only throughput,nodes",
      "  ${COMMAND-FULL-NAME} compare before.json after.json"
    })
final class LoadTestCommand implements Callable<Integer> {

  private static final Pattern OUTSIDE =
      Pattern.compile("https?://(?!127\\.0\\.0\\.1[:/]|localhost[:/])");
  private static final int HIGHEST_PORT = 65_000;
  private static final int LOWEST_PORT = 1024;

  private final Shell shell;

  @ArgGroup private Sizes sizes = new Sizes();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "<part>",
      description = "Runs only these parts: throughput, parked, nodes.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description = "Where the report is kept as JSON; load-test.json without it.")
  private Path report = Path.of("load-test.json");

  @Option(
      names = "--label",
      paramLabel = "<text>",
      description = "What is measured, such as a commit; it is kept in the report.")
  private String label;

  @Option(
      names = "--node-java",
      paramLabel = "<options>",
      description = "Options of Java for the nodes; -Xmx512m without it.")
  private String java = "-Xmx512m";

  @Option(
      names = "--port",
      paramLabel = "<first>",
      description = "The first of ten ports that nodes may take; free ones without it.")
  private int port;

  @Option(
      names = "--folder",
      paramLabel = "<folder>",
      description =
          "Where everything is kept while it runs; Redis waits for this disk. The folder for"
              + " temporary files without it.")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  /** How much is asked for. */
  static final class Sizes {
    @Option(
        names = "--quick",
        description = "Only shows within a minute that the load test works here.")
    private boolean quick;

    @Option(names = "--full", description = "With 100,000 parked jobs; takes up to an hour.")
    private boolean full;

    private Size size() {
      return quick ? Size.QUICK : full ? Size.FULL : Size.DEFAULT;
    }
  }

  LoadTestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    LoadTest.Wish wish = wish();
    Logs.nothing();
    LoadTest test = new LoadTest(wish, line -> shell.terminal().err().println(line));
    Thread end = new Thread(test::close, "end-load-test");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Report found = test.run();
      Files.writeString(shell.directory().resolve(report), found.toJson() + "\n");
      ReportText.lines(found).forEach(shell.terminal()::print);
      shell.terminal().err().println("The report is in " + report);
      return found.holds() ? ExitCode.OK : ExitCode.DISAGREES;
    } catch (LoadFailed e) {
      throw new CommandFailed(ExitCode.FAILED, "load-test failed: " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.FAILED, "The report cannot be written: " + e.getMessage());
    } finally {
      forget(end);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It is running just now, because somebody has pressed Ctrl-C.
    }
  }

  private LoadTest.Wish wish() {
    if (port != 0 && (port < LOWEST_PORT || port > HIGHEST_PORT)) {
      throw new BadUsage("--port must be %d to %d".formatted(LOWEST_PORT, HIGHEST_PORT));
    }
    if (!Files.isDirectory(folder)) {
      throw new BadUsage("There is no folder " + folder);
    }
    String version = RootCommand.Version.text() + (label == null ? "" : ", " + label);
    List<String> options = java.isBlank() ? List.of() : List.of(java.strip().split("\\s+"));
    return new LoadTest.Wish(
        sizes.size(), EnumSet.copyOf(parts), options, port, folder, routes(), version);
  }

  private List<Path> routes() {
    Path home = shell.directory().resolve("routes");
    try (Stream<Path> files = Files.list(home)) {
      List<Path> routes =
          files
              .filter(file -> file.toString().endsWith(".camel.yaml"))
              .filter(file -> !file.endsWith(DeclaredFeeds.FILE.getFileName()))
              .sorted()
              .toList();
      for (Path route : routes) {
        refuseOutside(route);
      }
      return routes;
    } catch (IOException e) {
      throw new BadUsage("There is no folder routes here; start it from the project's root");
    }
  }

  // A step of somebody's own would send thousands of messages to whoever is named there.
  private static void refuseOutside(Path route) throws IOException {
    if (OUTSIDE.matcher(Files.readString(route)).find()) {
      throw new BadUsage(
          route.getFileName() + " calls an outside address; the load test is for loopback only");
    }
  }
}
