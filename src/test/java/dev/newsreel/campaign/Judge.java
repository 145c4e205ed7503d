package dev.newsreel.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.job.Audit;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what is left when everything has come to rest: the jobs, what the providers would charge,
 * and the films.
 */
final class Judge {

  private static final Pattern ID = Pattern.compile("v_[0-9A-Za-z_]+");
  private static final double MOST_UNKNOWN = 0.02;

  private final Redis redis;
  private final JobStore jobs;
  private final TestSandbox providers;
  private final Path films;

  Judge(Redis redis, TestSandbox providers, Path films) {
    this.redis = redis;
    this.providers = providers;
    this.films = films;
    this.jobs =
        new JobStore(redis, "judge", Clock.systemUTC(), Duration.ofDays(1), (before, after) -> {});
  }

  /**
   * What was found.
   *
   * @param endings how many jobs there are in each status
   * @param unknown how many are held because nobody can know whether their order exists
   * @param usd what the jobs say that HeyGen and Submagic have cost
   * @param faults one sentence for each thing that must not be
   */
  record Verdict(
      Map<Status, Integer> endings, int unknown, double usd, JsonNode bill, List<String> faults) {}

  /**
   * Returns whether all of these jobs have ended; false too when one cannot be found. Those that
   * have ended are taken out of the set.
   */
  boolean allEnded(Set<String> ids) {
    jobs.findAll(ids).stream()
        .filter(j -> j.status().ended())
        .map(VideoJob::id)
        .forEach(ids::remove);
    return ids.isEmpty();
  }

  /** Judges; the ids are those that callers were told of. */
  Verdict judge(Collection<String> accepted) {
    JsonNode bill = providers.bill();
    Map<String, Integer> videos = byJob(bill.at("/heygen/by_callback_id"));
    Map<String, Integer> paid = byJob(bill.at("/submagic/paid_by_title"));
    List<String> faults = new ArrayList<>();
    Map<Status, Integer> endings = new EnumMap<>(Status.class);
    Collection<VideoJob> found = jobs.findAll(accepted);
    int unknown = 0;
    double usd = 0;
    for (VideoJob job : found) {
      endings.merge(job.status(), 1, Integer::sum);
      checkEnding(job, faults);
      checkMoney(job, videos.getOrDefault(job.id(), 0), paid.getOrDefault(job.id(), 0), faults);
      checkResult(job, faults);
      unknown += isUnknown(job) ? 1 : 0;
      usd += job.costUsd().doubleValue();
    }
    checkAll(accepted, found, faults);
    checkOwners(accepted, videos, paid, faults);
    if (unknown > Math.max(1, accepted.size() * MOST_UNKNOWN)) {
      faults.add(unknown + " of " + accepted.size() + " jobs are held as order_unknown");
    }
    return new Verdict(endings, unknown, usd, bill, faults);
  }

  private static Map<String, Integer> byJob(JsonNode owners) {
    Map<String, Integer> counts = new HashMap<>();
    owners
        .properties()
        .forEach(
            owner -> {
              Matcher id = ID.matcher(owner.getKey());
              String job = id.find() ? id.group() : owner.getKey();
              counts.merge(job, owner.getValue().asInt(), Integer::sum);
            });
    return counts;
  }

  private static boolean isUnknown(VideoJob job) {
    return job.status() == Status.HELD && job.failure().code().equals("order_unknown");
  }

  private static void checkEnding(VideoJob job, List<String> faults) {
    if (job.status() != Status.DONE && !isUnknown(job)) {
      faults.add(job.id() + " is " + job.status() + "/" + job.step() + ": " + job.failure());
    }
  }

  private static void checkMoney(VideoJob job, int videos, int paid, List<String> faults) {
    if (videos != 1) {
      faults.add(job.id() + " has bought " + videos + " HeyGen videos");
    }
    if (paid > 1 || (paid < 1 && job.status() == Status.DONE)) {
      faults.add(job.id() + " has paid " + paid + " Submagic projects");
    }
  }

  // A forged or strange answer that was believed shows here: the ids are another's or nobody's.
  private void checkResult(VideoJob job, List<String> faults) {
    if (job.status() != Status.DONE) {
      return;
    }
    JsonNode video = providers.video(job.heygen().videoId());
    if (!video.path("title").asText().contains(job.id())) {
      faults.add(job.id() + " has a video that HeyGen knows as " + video);
    }
    JsonNode project = providers.project(job.submagic().projectId());
    if (!project.path("title").asText().contains(job.id())) {
      faults.add(job.id() + " has a project that Submagic knows as " + project);
    }
    checkFilm(job, faults);
  }

  private void checkFilm(VideoJob job, List<String> faults) {
    Path film = films.resolve(job.result().file());
    try (var whole = TestSandbox.class.getResourceAsStream("/sandbox/video.mp4")) {
      if (!Files.exists(film) || Files.size(film) != whole.readAllBytes().length) {
        faults.add(job.id() + " is done, but its film is not whole: " + film);
      }
    } catch (IOException e) {
      faults.add(job.id() + " is done, but its film cannot be read: " + e);
    }
  }

  private void checkAll(
      Collection<String> accepted, Collection<VideoJob> found, List<String> faults) {
    Set<String> lost = new HashSet<>(accepted);
    found.forEach(job -> lost.remove(job.id()));
    lost.forEach(id -> faults.add(id + " was accepted and does not exist"));
    Audit.Report audit = new Audit(redis, jobs).run();
    audit.faults().forEach(fault -> faults.add("Audit: " + fault));
    if (audit.jobs() != Set.copyOf(accepted).size()) {
      faults.add(audit.jobs() + " jobs exist, " + Set.copyOf(accepted).size() + " were accepted");
    }
  }

  private static void checkOwners(
      Collection<String> accepted,
      Map<String, Integer> videos,
      Map<String, Integer> paid,
      List<String> faults) {
    Set<String> strangers = new HashSet<>(videos.keySet());
    strangers.addAll(paid.keySet());
    strangers.removeAll(new HashSet<>(accepted));
    strangers.forEach(owner -> faults.add(owner + " was bought for, but nobody was told of it"));
  }
}
