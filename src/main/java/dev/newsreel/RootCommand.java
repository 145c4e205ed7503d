package dev.newsreel;

import dev.newsreel.cli.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What the program does when no command is named: it runs. */
@Command(
    description = "Newsreel: articles in, finished short videos out.",
    versionProvider = RootCommand.Version.class,
    exitCodeList = {
      "0:what was asked for is done",
      "1:it could not be done",
      "2:wrong use",
      "3:audit has found what disagrees, or load-test",
      "4:a video has failed or was cancelled",
      "5:a video is held until a person acts",
      "6:the time to wait is over; the video goes on",
      "7:the API key is missing or does not allow it"
    },
    footer = {
      "Without a command it runs. The first steps:",
      "",
      "  ${ROOT-COMMAND-NAME}                      runs it, with simulated providers",
      "  ${ROOT-COMMAND-NAME} make article.txt     asks it for a video, in another terminal",
      "  ${ROOT-COMMAND-NAME} help make            tells more about a command",
      "",
      "Every setting can be given as an environment variable: heygen.api-key is HEYGEN_API_KEY."
    })
final class RootCommand implements Callable<Integer> {

  private final Shell shell;

  RootCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    return new RunCommand(shell).call();
  }

  /** The version that the jar carries. */
  static final class Version implements IVersionProvider {
    /** Returns it, or that it runs from sources. */
    static String text() {
      String version = App.class.getPackage().getImplementationVersion();
      return version == null ? "from sources" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"Newsreel " + text()};
    }
  }
}
