package dev.newsreel.e2e;

import dev.newsreel.job.Article;
import dev.newsreel.job.Event;
import dev.newsreel.job.Failure;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.Script;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Redis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/** Puts ended jobs into Redis by the thousand, as if they had passed the stages long ago. */
final class ManyJobs {

  // ARGV: prefix of jobs, then id, data and what it is found by for each.
  private static final String STORE =
      """
      for i = 3, #ARGV, 3 do
        local id = ARGV[i]
        redis.call('HSET', ARGV[1] .. id, 'v', 1, 'data', ARGV[i + 1], 'find', ARGV[i + 2], 'text', 'Text')
        redis.call('ZADD', KEYS[1], 0, id)
        redis.call('ZADD', KEYS[2], 0, id)
        if ARGV[2] ~= '' then redis.call('ZADD', KEYS[3], 0, ARGV[2] .. ' ' .. id) end
      end
      return 'ok'
      """;
  private static final int AT_ONCE = 500;

  private final Redis redis;
  private final Instant now = Instant.now();

  ManyJobs(Redis redis) {
    this.redis = redis;
  }

  /** Stores so many; the titles are these and a number. */
  void store(int count, Status status, String title) {
    List<Object> args = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = title + " " + i;
      VideoJob job =
          job(JobIds.next(0, now.minusSeconds(90_000L + i).toEpochMilli()), status, name);
      args.addAll(List.of(job.id(), data(job), name.toLowerCase(java.util.Locale.ROOT)));
      if (args.size() == 3 * AT_ONCE || i == count - 1) {
        save(status, "too_long", args);
        args.clear();
      }
    }
  }

  private String data(VideoJob job) {
    return Json.write(job)
        .replace("\"version\":0", "\"version\":1")
        .replaceFirst("\\{", "{\"updated_at\":\"" + now + "\",");
  }

  private VideoJob job(String id, Status status, String title) {
    Article article = new Article(title, "", null, null, null, null);
    Failure why =
        new Failure(
            "too_long",
            "The render took too long",
            Status.RENDERING,
            "heygen",
            null,
            "Retry it",
            now);
    return VideoJob.accept(id, article, Options.NONE, now)
        .advance(status)
        .with(
            d -> {
              d.failure = status == Status.FAILED ? why : null;
            });
  }

  /** Stores a failed job with this text wherever others write texts; returns its id. */
  String store(String text) {
    String id = JobIds.next(0, now.toEpochMilli());
    Script script = new Script(text, text, 12, true, text, false, text, null);
    Failure why = new Failure("odd_text", text, Status.RENDERING, "heygen", text, text, now);
    VideoJob job =
        job(id, Status.FAILED, text)
            .with(
                d -> {
                  d.script = script;
                  d.failure = why;
                });
    save(Status.FAILED, "odd_text", List.of(id, data(job), text));
    Event event = Event.of(text).because(text).with("heygen", text, text);
    redis
        .client()
        .<String>getList(redis.partition(0).history(id), StringCodec.INSTANCE)
        .add(
            Json.write(event)
                .replaceFirst("\\{", "{\"at\":\"" + now + "\",\"status\":\"failed\","));
    return id;
  }

  private void save(Status status, String code, List<Object> jobs) {
    Partition p = redis.partition(0);
    List<Object> args = new ArrayList<>(List.of(p.job("")));
    args.add(status == Status.FAILED ? "failed." + code + ".rendering.heygen" : "");
    args.addAll(jobs);
    redis
        .client()
        .getScript(StringCodec.INSTANCE)
        .eval(
            RScript.Mode.READ_WRITE,
            STORE,
            RScript.ReturnType.VALUE,
            List.of(p.all(), p.status(status.text()), p.stopped()),
            args.toArray());
  }
}
