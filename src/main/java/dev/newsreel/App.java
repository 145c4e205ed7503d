package dev.newsreel;

import dev.newsreel.sandbox.Sandbox;
import dev.newsreel.sandbox.SandboxOptions;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program. */
public final class App {

  private static final String HELP =
      """
      Newsreel: articles in, finished short videos out.

        java -jar target/newsreel.jar             runs it; settings stand in application.properties
        java -jar target/newsreel.jar sandbox     runs only the simulated providers
        java -jar target/newsreel.jar sandbox port=8090 journal=data/sandbox time-scale=0.1
        java -jar target/newsreel.jar audit       compares all that is stored about jobs; 0 = all agrees
        java -jar target/newsreel.jar --help      prints this

      Every setting can be given as an environment variable: heygen.api-key is HEYGEN_API_KEY.
      """;

  private App() {}

  /** Runs a command; a failed start prints one sentence and exits with 1. */
  public static void main(String[] args) {
    try {
      String command = args.length == 0 ? "run" : args[0];
      switch (command) {
        case "run" -> untilStopped(run());
        case "audit" -> System.exit(AuditCommand.run());
        case "sandbox" -> untilStopped(sandbox(args));
        case "--help", "-h", "help" -> System.out.print(HELP);
        default ->
            throw new IllegalArgumentException("There is no command " + command + "; try --help");
      }
    } catch (Exception e) {
      System.err.println("Newsreel cannot start: " + StartFailure.sentence(e));
      // Threads of half-started services would keep the process alive.
      System.exit(1);
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

  private static AutoCloseable sandbox(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < args.length; i++) {
      String[] pair = args[i].split("=", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException("Sandbox options look like port=8090: " + args[i]);
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
