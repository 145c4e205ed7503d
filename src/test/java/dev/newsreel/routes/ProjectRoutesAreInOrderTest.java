package dev.newsreel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The project's own routes pass the check. */
class ProjectRoutesAreInOrderTest {

  @Test
  void nothingIsRefusedAndNothingAdvised() {
    RouteReport report = new RouteCheck(OwnRoutes.settings()).check(Path.of("routes"));

    assertThat(report.refused()).as(report.refusal()).isEmpty();
    assertThat(report.advice()).isEmpty();
    assertThat(report.texts()).hasSizeGreaterThan(8).doesNotContainKey("feeds.camel.yaml");
  }
}
