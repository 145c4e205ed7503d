package dev.newsreel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** How a project is getting on is told by the clock, also before its end was noted. */
class ProjectTest {

  private static Project rendered(boolean fails) {
    JsonObject body =
        new JsonObject()
            .put("title", "v_1")
            .put("language", "en")
            .put("videoUrl", "http://127.0.0.1/film.mp4");
    Project.Order order = Project.Order.of(body, fails, 1000);
    return Project.ordered(order, false).downloaded(10, 5, 2000);
  }

  @Test
  void oneThatWillFailIsNeverComplete() {
    assertThat(rendered(true).status(1999)).isEqualTo("exporting");
    assertThat(rendered(true).status(2000)).isEqualTo("failed");
    assertThat(rendered(false).status(2000)).isEqualTo("completed");
  }
}
