package dev.newsreel.forecast;

import dev.newsreel.job.JobIndex;
import dev.newsreel.job.StageTime.Stage;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.limits.ProviderState;
import dev.newsreel.limits.ProviderStates;
import dev.newsreel.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much is under way, how fast it goes, and what will come of it today. */
public final class Capacity {

  private final Lines lines;
  private final JobIndex index;
  private final ProviderStates states;
  private final Clock clock;

  /** Makes the view. */
  public Capacity(Redis redis, ProviderStates states, Clock clock) {
    this.lines = new Lines(redis);
    this.index = new JobIndex(redis);
    this.states = states;
    this.clock = clock;
  }

  /** The live video that was accepted first. */
  record Oldest(String id, Status status, Instant createdAt) {}

  /** What becomes of what is there now, if nothing else comes. */
  record Day(Instant until, long videos, long backlog, Instant backlogEmptyAt, String basis) {}

  /** Returns everything, by name, in the form of the API. */
  public Map<String, Object> view() {
    Lines.All all = lines.all();
    Pace pace = lines.pace();
    List<ProviderState> providers = states.all();
    ProviderState.Slots slots = ProviderStates.renders(providers);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("slots", slots);
    view.put("providers", providers);
    view.put("queues", all.queues());
    view.put("waiting_by_feed", all.feeds());
    view.put("waiting_without_feed", all.callers());
    view.put("oldest", oldest());
    view.put("recent", recent(pace));
    view.put("finished_last_hour", pace.finishedLastHour(clock.instant()));
    view.put("forecast", day(all, pace, slots));
    return view;
  }

  private Oldest oldest() {
    VideoJob job = index.oldestLive().orElse(null);
    return job == null ? null : new Oldest(job.id(), job.status(), job.createdAt());
  }

  private static Map<String, Pace.Summary> recent(Pace pace) {
    Map<String, Pace.Summary> recent = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      recent.put(stage.text(), pace.summary(stage));
    }
    return recent;
  }

  private Day day(Lines.All all, Pace pace, ProviderState.Slots slots) {
    Instant now = clock.instant();
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    Map<Status, Long> counts = index.counts();
    Lines.Length scripts = all.queues().get("script");
    long backlog = scripts.waiting() + scripts.working() + all.queues().get("video").waiting();
    long renders = backlog + slots.taken();
    long finishing = counts.get(Status.CAPTIONING) + counts.get(Status.PUBLISHING);
    Duration render = pace.mean(Stage.RENDER);
    Duration tail = pace.mean(Stage.CAPTIONS).plus(pace.mean(Stage.PUBLISH));
    Duration time = Duration.between(now, midnight);
    long rendered = rounds(time.minus(tail), render) * slots.most();
    long videos = Math.min(renders, rendered) + (time.compareTo(tail) < 0 ? 0 : finishing);
    Duration left = render.multipliedBy((renders + slots.most() - 1) / slots.most());
    Instant empty = renders + finishing == 0 ? now : now.plus(left).plus(tail);
    boolean measured = pace.isMeasured(Stage.RENDER) && pace.isMeasured(Stage.CAPTIONS);
    return new Day(midnight, videos, backlog, empty, measured ? "measured" : "assumed");
  }

  private static long rounds(Duration time, Duration one) {
    return Math.max(0, time.toMillis()) / Math.max(1, one.toMillis());
  }
}
