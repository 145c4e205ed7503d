package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsreel.redis.SharedRedis;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person stops a job for a while, and it goes on where it was. */
class HoldTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final JobStore jobs = TestJobs.store(REDIS.get(), "node-1", new TestClock());
  private final Actions actions = new StoppedJobs(REDIS.get(), jobs).actions;

  private VideoJob held(VideoJob job) {
    VideoJob held = actions.act(job, actions.hold(job), "k1");
    assertThat(held.status()).isEqualTo(Status.HELD);
    assertThat(held.wake()).isNull();
    assertThat(held.isStoppedByPerson()).isTrue();
    return held;
  }

  private VideoJob resumed(VideoJob held) {
    Plan plan = actions.resume(held);
    assertThat(plan.usd()).isEqualByComparingTo("0");
    return actions.act(held, plan, "k1");
  }

  @ParameterizedTest
  @EnumSource(names = {"SCRIPTING", "RENDERING", "CAPTIONING", "PUBLISHING"})
  void goesOnAtTheBeginningOfItsStepWhenNothingWasOrdered(Status status) {
    VideoJob job = SampleJobs.captioning(jobs).advance(status).with(d -> d.heygen = null);

    VideoJob after =
        actions
            .resume(
                job.with(
                    d -> {
                      d.status = Status.HELD;
                      d.failure = actions.hold(job).after().failure();
                    }))
            .after();

    assertThat(after.status()).isEqualTo(status);
    assertThat(after.step()).isEqualTo(Step.READY);
    assertThat(after.failure()).isNull();
    assertThat(after.wake()).isEqualTo(Wake.now(status.queue()));
  }

  @Test
  void waitsForAnOrderThatWasMade() {
    VideoJob after = resumed(held(SampleJobs.videoOrdered(jobs)));

    assertThat(after.status()).isEqualTo(Status.RENDERING);
    assertThat(after.step()).isEqualTo(Step.ORDERED);
    assertThat(after.wake().queue()).isEqualTo("video-reconcile");
  }

  @Test
  void repeatsNoOrderThatMayExist() {
    VideoJob claimed = SampleJobs.videoClaimed(jobs);

    VideoJob after = resumed(held(claimed));

    assertThat(after.step()).isEqualTo(Step.CLAIMED);
    assertThat(after.heygen()).as("the same key").isEqualTo(claimed.heygen());
    assertThat(after.wake()).isEqualTo(Wake.now("video"));
  }

  @Test
  void asksWhatBecameOfALostOrderOfCaptions() {
    CaptionOrder order = CaptionOrder.claimed(1, "aa", "bb", jobs.now());
    VideoJob claimed =
        SampleJobs.edge(
            jobs,
            SampleJobs.captioning(jobs),
            d -> {
              d.step = Step.CLAIMED;
              d.submagic = new Captions(List.of(order), null, null, null, null, null, null);
            });

    VideoJob after = resumed(held(claimed));

    assertThat(after.step()).isEqualTo(Step.CLAIMED);
    assertThat(after.submagic()).isEqualTo(claimed.submagic());
  }

  @Test
  void keepsWhatComesMeanwhileAndGoesOnBehindIt() throws Exception {
    try (JoinNode node = new JoinNode(jobs)) {
      VideoJob job = SampleJobs.videoOrdered(jobs);
      held(job);

      node.answer(job.id());

      VideoJob kept = jobs.find(job.id()).orElseThrow();
      assertThat(kept.status()).isEqualTo(Status.HELD);
      assertThat(kept.heygen().url()).isEqualTo(SampleJobs.VIDEO);
      assertThat(resumed(kept).status()).isEqualTo(Status.CAPTIONING);
      assertThat(node.failures).isEmpty();
    }
  }

  @Test
  void goesOnToPublishingWhenItsCaptionsHaveCome() {
    URI url = URI.create("https://c.example.com/1.mp4");
    VideoJob job = SampleJobs.captioning(jobs);
    VideoJob held = held(job);
    VideoJob kept =
        SampleJobs.edge(
            jobs,
            held,
            d -> d.submagic = new Captions(List.of(), "sm-1", null, null, url, null, null));

    assertThat(resumed(kept).status()).isEqualTo(Status.PUBLISHING);
  }

  @Test
  void isNotRetriedAndNotHeldTwice() {
    VideoJob held = held(SampleJobs.videoOrdered(jobs));

    assertThatThrownBy(() -> actions.retry(held)).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> actions.hold(held)).hasMessage("The video is held already");
    assertThat(actions.act(held, actions.cancel(held), "k1").status()).isEqualTo(Status.CANCELLED);
  }
}
