package dev.newsreel.job;

import static dev.newsreel.job.Status.CANCELLED;
import static dev.newsreel.job.Status.CAPTIONING;
import static dev.newsreel.job.Status.DONE;
import static dev.newsreel.job.Status.FAILED;
import static dev.newsreel.job.Status.HELD;
import static dev.newsreel.job.Status.PUBLISHING;
import static dev.newsreel.job.Status.QUEUED;
import static dev.newsreel.job.Status.RENDERING;
import static dev.newsreel.job.Status.SCRIPTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovesTest {

  private static final Map<Status, Set<Status>> LEGAL =
      Map.of(
          QUEUED, EnumSet.of(QUEUED, SCRIPTING, FAILED, CANCELLED, HELD),
          SCRIPTING, EnumSet.of(SCRIPTING, RENDERING, FAILED, CANCELLED, HELD),
          RENDERING, EnumSet.of(RENDERING, CAPTIONING, FAILED, CANCELLED, HELD),
          CAPTIONING, EnumSet.of(CAPTIONING, PUBLISHING, FAILED, CANCELLED, HELD),
          PUBLISHING, EnumSet.of(PUBLISHING, DONE, FAILED, CANCELLED, HELD),
          DONE, EnumSet.noneOf(Status.class),
          FAILED, EnumSet.of(SCRIPTING, RENDERING, CAPTIONING, PUBLISHING, FAILED, CANCELLED, HELD),
          CANCELLED, EnumSet.of(CANCELLED),
          HELD, EnumSet.of(SCRIPTING, RENDERING, CAPTIONING, PUBLISHING, FAILED, CANCELLED, HELD));

  private final VideoJob fresh =
      VideoJob.accept(JobIds.next(0, 1), SampleJobs.ARTICLE, Options.NONE, TestClock.START);

  private static boolean allowed(VideoJob before, VideoJob after) {
    try {
      Moves.check(before, after);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void allowExactlyTheMovesOfTheTable(Status from) {
    VideoJob before = fresh.advance(from);

    for (Status to : Status.values()) {
      assertThat(allowed(before, fresh.advance(to)))
          .as("%s to %s", from, to)
          .isEqualTo(LEGAL.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void letAJobBeginOnlyInTheQueue(Status first) {
    assertThat(allowed(null, fresh.advance(first))).isEqualTo(first == QUEUED);
  }

  @ParameterizedTest
  @EnumSource(names = {"RENDERING", "CAPTIONING"})
  void leaveAJobCancelledWhateverComesOfItsOrder(Status ordered) {
    Failure why = new Failure("cancelled", "No", ordered, null, null, null, TestClock.START);
    VideoJob cancelled = fresh.advance(ordered).stop(CANCELLED, why);

    for (Status to : Status.values()) {
      assertThat(allowed(cancelled, fresh.advance(to))).as("to %s", to).isEqualTo(to == CANCELLED);
    }
  }

  @Test
  void refuseAJobThatWaitsUnseen() {
    VideoJob unseen = fresh.with(d -> d.wake = null);

    assertThat(allowed(fresh, unseen)).isFalse();
  }

  @Test
  void refuseAnEndedJobThatIsToBeWoken() {
    VideoJob woken = fresh.advance(FAILED).with(d -> d.wake = Wake.now("script"));

    assertThat(allowed(fresh, woken)).isFalse();
  }

  @Test
  void refuseToTurnOneJobIntoAnother() {
    VideoJob other =
        VideoJob.accept(JobIds.next(0, 1), SampleJobs.ARTICLE, Options.NONE, TestClock.START);

    assertThat(allowed(fresh, other)).isFalse();
  }

  @Test
  void nameTheJobAndBothEndsOfARefusedMove() {
    assertThatThrownBy(() -> Moves.check(fresh, fresh.advance(DONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("queued/READY", "done", fresh.id());
  }
}
