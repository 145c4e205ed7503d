package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A node that HeyGen cannot tell anything. */
class UnregisteredWebhookTest {

  @Test
  void jobsFinishWhenHeyGenTakesNoWebhookAddress() {
    try (TestSandbox closed = TestSandbox.start()) {
      closed.fault("{'provider':'heygen','call':'webhooks','kind':'status','status':500}");
      try (RunningNewsreel deaf =
          RunningNewsreel.unregistered(closed, "reconcile.after", "250ms")) {
        String id = deaf.api().accepted();

        deaf.api().awaitEnd(id, "done");

        String body = SignedWebhook.success(id, "any");
        assertThat(SignedWebhook.of(body, "no secret").sendTo(deaf.api().url("/webhooks/heygen")))
            .isEqualTo(401);
        assertThat(closed.videosOf(id)).isEqualTo(1);
      }
    }
  }
}
