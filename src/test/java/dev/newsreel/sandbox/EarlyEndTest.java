package dev.newsreel.sandbox;

import static dev.newsreel.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renders that end when a tester says so. */
class EarlyEndTest {

  private Sandbox sandbox;
  private Caller caller;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void orderThree() {
    sandbox = Sandbox.start(Caller.quick(Map.of("heygen.render", "4s")));
    caller = new Caller(sandbox);
    for (int i = 0; i < 3; i++) {
      JsonObject created = json(caller.post("/heygen/v3/videos", Caller.video("v_" + i)));
      ids.add(created.getJsonObject("data").getString("video_id"));
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theOldestEndAndEachIsChargedOnce() {
    JsonObject state = json(caller.post("/control/heygen/end?count=2", ""));

    assertThat(state.getInteger("running")).isEqualTo(1);
    assertThat(caller.getVideo(ids.get(1)).getString("status")).isEqualTo("completed");
    assertThat(caller.getVideo(ids.get(2)).getString("status")).isNotEqualTo("completed");
    await().until(() -> caller.bill().getJsonObject("heygen").getInteger("completed") == 3);
    // Longer than the longest render: their first timers have come, too.
    await()
        .during(Duration.ofMillis(600))
        .until(() -> caller.bill().getJsonObject("heygen").getInteger("completed") == 3);
    assertThat(json(caller.post("/control/heygen/end?count=9", "")).getInteger("running")).isZero();
  }

  @Test
  void aCountIsNeeded() {
    assertThat(caller.post("/control/heygen/end", "").statusCode()).isEqualTo(400);
    assertThat(caller.post("/control/heygen/end?count=all", "").statusCode()).isEqualTo(400);
  }
}
