package dev.newsreel.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's own Chromium. It must not fetch one, so without one its tests are skipped. */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final List<String> ARGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;

  private Browser(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGS));
  }

  /** Starts it; without one the tests that ask for it are skipped, or fail where one must be. */
  static Browser start() {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      String tells = "SKIPPED: the tests of the operator page need Chromium on the PATH";
      if ("required".equals(System.getenv("BROWSER_TESTS"))) {
        throw new IllegalStateException(tells);
      }
      System.err.println("\n*** " + tells + " ***\n");
      Assumptions.abort(tells);
    }
    return new Browser(program.orElseThrow());
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a window of its own, with nothing remembered. */
  Page window(int width, int height, ColorScheme colours) {
    close(context);
    context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    context.setDefaultTimeout(60_000);
    complaints.clear();
    return tab();
  }

  /** Opens a further tab of the same window. */
  Page tab() {
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("A dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  /** Returns what pages have done that none may: an error, a dialog, a break of the policy. */
  List<String> complaints() {
    return complaints;
  }

  private static void close(BrowserContext open) {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    close(context);
    browser.close();
    playwright.close();
  }
}
