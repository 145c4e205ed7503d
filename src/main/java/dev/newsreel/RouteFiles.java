package dev.newsreel;

import dev.newsreel.readiness.Finding;
import dev.newsreel.routes.RouteCheck;
import dev.newsreel.routes.RouteReport;
import dev.newsreel.routes.RouteWatch;
import dev.newsreel.routes.RoutesHealth;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files of the working directory, and the watch on them where edits are taken up live.
 */
final class RouteFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
  private static final Path FOLDER = Path.of("routes");
  private static final int PROVIDERS = 3;

  private final RouteReport report;
  private final RouteWatch watch;
  private final boolean live;

  private RouteFiles(RouteReport report, RouteWatch watch, boolean live) {
    this.report = report;
    this.watch = watch;
    this.live = live;
  }

  /**
   * Checks them. What is only advice is logged.
   *
   * @param settings as they were given: whether providers are simulated decides about the watch
   * @throws StartFailure with the whole list when the flow is broken or a guard is missing
   */
  static RouteFiles check(Settings settings) {
    RouteCheck check = new RouteCheck(settings.values().keySet());
    RouteReport report = check.checkFlow(FOLDER);
    if (!report.refused().isEmpty()) {
      throw new StartFailure(report.refusal());
    }
    report.advice().forEach(advice -> LOG.warn("{}", advice));
    boolean live =
        switch (settings.text("routes.reload")) {
          case "on" -> true;
          case "off" -> false;
          default -> Providers.simulated(settings).size() == PROVIDERS;
        };
    return new RouteFiles(report, new RouteWatch(FOLDER, check, report), live);
  }

  /** Returns the pattern under which Camel loads them. */
  String pattern() {
    return report.pattern(FOLDER);
  }

  /** Shows how they are. */
  void bind(CamelContext context) {
    context.getRegistry().bind("routesHealth", new RoutesHealth(watch));
  }

  /** Begins to take up edits, where that is wanted; the trail hears of each beforehand. */
  void start(CamelContext context, Runnable trail) {
    if (live) {
      watch.start(context, trail);
      LOG.info("An edit in routes/ is taken up live (routes.reload)");
    }
  }

  @Override
  public void close() {
    watch.close();
  }

  /** Returns everything that is wrong with them; what is only advice is a warning. */
  static List<Finding> inspect(Path directory) {
    Set<String> names = Setting.all().stream().map(Setting::name).collect(Collectors.toSet());
    RouteReport report = new RouteCheck(names).check(directory);
    List<Finding> findings = new ArrayList<>();
    report.refused().forEach(f -> findings.add(Finding.failed("routes", f.toString(), null)));
    report.advice().forEach(f -> findings.add(Finding.warning("routes", f.toString(), null)));
    return findings.isEmpty()
        ? List.of(Finding.ok("routes", "the flow is whole, and all its guards are there"))
        : findings;
  }
}
