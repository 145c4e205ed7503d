package dev.newsreel;

import dev.newsreel.cli.ExitCode;
import dev.newsreel.cli.Shell;
import dev.newsreel.redis.DataVersion;
import dev.newsreel.redis.Redis;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code upgrade}. */
@Command(
    description = {
      "Tells the version of what is stored, and whether an upgrade is to be finished.",
      "",
      "To finish one raises the version to the newest that this release knows. Do it when the new"
          + " release has proven itself and no node of the older one is left: from then on the older"
          + " one refuses to start, and nodes of it that still run end within ten seconds."
    },
    exitCodeList = {
      "0:it is told or done",
      "1:the store cannot be reached, or holds what this release does not know",
      "2:wrong use"
    },
    footer = {"Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --finish"})
final class UpgradeCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(names = "--finish", description = "Raises the version. There is no way back.")
  private boolean finish;

  UpgradeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    return StoredState.with(shell, (settings, redis) -> finish ? finish(redis) : tell(redis));
  }

  private int tell(Redis redis) {
    DataVersion version = new DataVersion(redis);
    Optional<Integer> noted = version.look();
    shell.terminal().out().println(sentence(version, noted));
    return ExitCode.OK;
  }

  private static String sentence(DataVersion version, Optional<Integer> noted) {
    if (noted.isEmpty()) {
      return "No version of data is noted; the first start does it";
    }
    return version.canRaise(noted.get())
        ? "Data of version %d; upgrade --finish raises it to %d"
            .formatted(noted.get(), DataVersion.NEWEST)
        : "Data of version %d, the newest that this release knows".formatted(noted.get());
  }

  private int finish(Redis redis) {
    DataVersion version = new DataVersion(redis);
    int before = version.open();
    if (version.canRaise(before)) {
      String about = "--finish " + before + " to " + DataVersion.NEWEST;
      new RecordedCommand("upgrade", about).run(redis, () -> Integer.toString(version.raise()));
    }
    return tell(redis);
  }
}
