package dev.newsreel;

import dev.newsreel.routes.RouteCheck;
import dev.newsreel.routes.RouteReport;
import dev.newsreel.settings.Settings;
import java.nio.file.Path;
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
}
