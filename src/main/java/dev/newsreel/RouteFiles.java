package dev.newsreel;

import dev.newsreel.readiness.Finding;
import dev.newsreel.routes.RouteCheck;
import dev.newsreel.routes.RouteReport;
import dev.newsreel.settings.Setting;
import dev.newsreel.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The route files of the working directory. */
final class RouteFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

  private RouteFiles() {}

  /**
   * Checks them. What is only advice is logged.
   *
   * @throws StartFailure with the whole list when the flow is broken or a guard is missing
   */
  static RouteReport check(Path directory, Settings settings) {
    RouteReport report = new RouteCheck(settings.values().keySet()).checkFlow(directory);
    if (!report.refused().isEmpty()) {
      throw new StartFailure(report.refusal());
    }
    report.advice().forEach(advice -> LOG.warn("{}", advice));
    return report;
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
