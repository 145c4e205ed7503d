package dev.newsreel;

import dev.newsreel.sandbox.Sandbox;
import dev.newsreel.sandbox.SandboxOptions;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program. */
public final class App {

  private App() {}

  /** Runs a command; a failed start prints one sentence and exits with 1, a wrong call with 2. */
  public static void main(String[] args) {
    String command = args.length == 0 ? "run" : args[0];
    List<String> arguments = List.of(args).subList(Math.min(1, args.length), args.length);
    try {
      boolean help = arguments.contains("--help") || arguments.contains("-h");
      if (help && Help.COMMANDS.contains(command)) {
        System.out.print(Help.of(command));
      } else {
        run(command, arguments);
      }
    } catch (BadUsage e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      System.err.println("Newsreel cannot start: " + StartFailure.sentence(e));
      // Threads of half-started services would keep the process alive.
      System.exit(1);
    }
  }

  private static void run(String command, List<String> arguments) throws Exception {
    switch (command) {
      case "run" -> untilStopped(run());
      case "audit" -> System.exit(AuditCommand.run(arguments));
      case "key" -> KeyCommand.run(arguments);
      case "import" -> ImportCommand.run(arguments);
      case "sandbox" -> untilStopped(sandbox(arguments));
      case "--help", "-h", "help" ->
          System.out.print(arguments.isEmpty() ? Help.overview() : Help.of(arguments.get(0)));
      default ->
          throw new BadUsage(
              "There is no command '%s'. There are: %s; see --help"
                  .formatted(command, String.join(", ", Help.COMMANDS)));
    }
  }

  private static AutoCloseable run() throws Exception {
    Settings settings = SettingsLoader.load(Path.of(""), System.getenv(), systemProperties());
    Logs.configure(settings);
    return Newsreel.start(settings);
  }

  private static Map<String, String> systemProperties() {
    Map<String, String> given = new HashMap<>();
    for (Setting setting : Setting.all()) {
      String value = System.getProperty(setting.name());
      if (value != null) {
        given.put(setting.name(), value);
      }
    }
    return given;
  }

  private static AutoCloseable sandbox(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length < 2) {
        throw new BadUsage("Options of the sandbox look like port=8090, not " + argument);
      }
      options.put(pair[0], pair[1]);
    }
    Sandbox sandbox = Sandbox.start(SandboxOptions.of(options));
    System.out.println("The sandbox listens at " + sandbox.url());
    return sandbox;
  }

  private static void untilStopped(AutoCloseable running) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              try {
                running.close();
              } catch (Exception e) {
                System.err.println("Newsreel did not stop cleanly: " + e);
              }
              stopped.countDown();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    stopped.await();
  }
}
