package dev.newsreel.captions;

import dev.newsreel.job.Json;
import dev.newsreel.job.VideoJob;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Fetch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HeyGen's film of a job, from a link that is asked for anew each time: a link expires, a film does
 * not (developers.heygen.com/reference/get-video, read 2026-11-22). Every call is tried a few
 * times, for a film that is not delivered costs a whole order.
 */
final class FilmSource {

  private static final Logger LOG = LoggerFactory.getLogger(FilmSource.class);
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Settings settings;
  private final AddressRules rules;
  private final Fetch heygen;
  private final Fetch files;

  /**
   * Makes the source.
   *
   * @param heygen asks HeyGen
   * @param files reads files, under the rules for addresses from outside
   */
  FilmSource(Settings settings, AddressRules rules, Fetch heygen, Fetch files) {
    this.settings = settings;
    this.rules = rules;
    this.heygen = heygen;
    this.files = files;
  }

  /**
   * Opens the film.
   *
   * @param method {@code GET} or {@code HEAD}
   * @param range the reader's {@code Range}; null for all of it
   * @return an answer of any status, 5xx only after several tries
   * @throws IOException when there was none, after several tries
   */
  Fetch.Opened open(VideoJob job, String method, String range) throws IOException {
    IOException failure = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        Fetch.Opened film = once(job, method, range);
        // 403 and 404: the link has expired, or the film of a finished video is not there yet.
        boolean again = film.status() >= 500 || film.status() == 403 || film.status() == 404;
        if (!again || i == TRIES - 1) {
          return film;
        }
        film.body().close();
      } catch (IOException e) {
        LOG.debug("The film of {} cannot be opened yet", job.id(), e);
        failure = e;
      }
      LockSupport.parkNanos(PAUSE.multipliedBy(1L << i).toNanos());
    }
    throw failure == null ? new IOException("The film cannot be opened") : failure;
  }

  private Fetch.Opened once(VideoJob job, String method, String range) throws IOException {
    Map<String, String> headers = range == null ? Map.of() : Map.of("Range", range);
    return files.call(method, rules.check(link(job)), headers);
  }

  private String link(VideoJob job) throws IOException {
    URI status = URI.create(settings.text("heygen.base-url") + "/v3/videos/" + videoId(job));
    Map<String, String> key = Map.of("x-api-key", settings.text("heygen.api-key"));
    try (InputStream body = read(heygen.call("GET", status, key))) {
      String fresh = Json.tree(body.readAllBytes()).at("/data/video_url").asText("");
      return fresh.isBlank() ? job.heygen().url().toString() : fresh;
    }
  }

  private static InputStream read(Fetch.Opened answer) throws IOException {
    if (!answer.ok()) {
      answer.body().close();
      throw new IOException("HeyGen answered " + answer.status());
    }
    return answer.body();
  }

  private static String videoId(VideoJob job) {
    return job.heygen().videoId();
  }
}
