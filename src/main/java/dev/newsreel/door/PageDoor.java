package dev.newsreel.door;

import dev.newsreel.forecast.Capacity;
import dev.newsreel.job.JobIndex;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Redis;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The operator page: its files, the stream of what is new, and the kept films. */
public final class PageDoor implements AutoCloseable {

  private final Live live;

  private PageDoor(Live live) {
    this.live = live;
  }

  /**
   * What the page shows.
   *
   * @param capacity what is under way
   * @param feeds the declared feeds as the API shows them
   * @param films where finished videos are kept
   * @param fixed what does not change while the node runs, such as its version
   */
  public record Shown(
      Capacity capacity, Supplier<List<?>> feeds, Path films, Map<String, Object> fixed) {}

  /** Opens the page. What it holds open is ended when it is closed. */
  public static PageDoor open(
      VertxPlatformHttpRouter router, Redis redis, Doors.Desk desk, Shown shown) {
    Page page = new Page();
    page.paths().forEach(path -> router.get(path).handler(page));
    page.paths().forEach(path -> router.head(path).handler(page));
    Films films = new Films(new FilmTickets(redis, Clock.systemUTC()), shown.films());
    router.get(Films.FOLDER + "*").handler(films);
    router.head(Films.FOLDER + "*").handler(films);
    Overview.Parts parts =
        new Overview.Parts(
            shown.capacity(), desk.terms().purse().report(), shown.feeds(), shown.fixed());
    Overview overview = new Overview(redis, parts);
    JobIndex index = new JobIndex(redis);
    Live live = new Live(router.vertx(), overview::view, id -> video(desk, index, id));
    router.get(Live.PATH).handler(live);
    return new PageDoor(live);
  }

  private static Map<String, Object> video(Doors.Desk desk, JobIndex index, String id) {
    VideoJob job = desk.jobs().find(id).orElse(null);
    if (job == null) {
      return null;
    }
    Doors.Terms terms = desk.terms();
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("video", VideoView.of(job, terms.purse().estimate(job), terms.forecast().of(job)));
    seen.put("events", index.history(id));
    return seen;
  }

  /** Ends all streams. */
  @Override
  public void close() {
    live.close();
  }
}
