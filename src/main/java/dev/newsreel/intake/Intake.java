package dev.newsreel.intake;

import dev.newsreel.job.Article;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Options;
import dev.newsreel.job.VideoJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes jobs of articles. What is accepted is durable, and no entry is accepted twice. */
public final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(
          e -> e.article().publishedAt(), Comparator.nullsFirst(Comparator.reverseOrder()));

  private final JobStore jobs;
  private final Feeds feeds;
  private final SeenArticles seen;
  private final Verdicts verdicts;
  private final DailyLimit limit;

  /** Makes the intake. */
  public Intake(JobStore jobs, Feeds feeds, SeenArticles seen, Verdicts verdicts) {
    this.jobs = jobs;
    this.feeds = feeds;
    this.seen = seen;
    this.verdicts = verdicts;
    this.limit = new DailyLimit(jobs);
  }

  /**
   * Returns the entries of a polled feed that videos are to be made of, oldest first. When the feed
   * is met for the first time, its first-run rule decides and the rest is remembered as seen.
   */
  public List<Entry> fresh(List<Entry> entries, Exchange exchange) {
    Feed feed = exchange.getProperty(Feeds.FEED, Feed.class);
    Poll poll = Poll.of(exchange);
    poll.found(entries.size());
    List<Entry> wanted = newestFirst(seen.unseen(feed.id(), entries));
    if (poll.before().polledAt() == null && wanted.size() > feed.firstRun()) {
      seen.remember(feed.id(), wanted.subList(feed.firstRun(), wanted.size()));
      wanted = wanted.subList(0, feed.firstRun());
    }
    wanted = new ArrayList<>(wanted);
    Collections.reverse(wanted);
    return wanted;
  }

  static List<Entry> newestFirst(List<Entry> entries) {
    return entries.stream().sorted(NEWEST_FIRST).toList();
  }

  /** Returns the name by which the idempotent step knows an entry of the polled feed. */
  public String key(Entry entry, Exchange exchange) {
    return exchange.getProperty(Feeds.FEED, Feed.class).id() + "|" + entry.key();
  }

  /**
   * Makes a job of an entry of the polled feed, unless there is one. Beyond the feed's daily limit
   * it begins on a later day. A repeat is safe.
   */
  public void acceptEntry(Entry entry, Exchange exchange) {
    Feed feed = exchange.getProperty(Feeds.FEED, Feed.class);
    Optional<VideoJob> made =
        take(entry, feed.id(), feed.options(), (job, guards) -> limit.accept(feed, job, guards));
    if (made.isPresent()) {
      Poll.of(exchange).accepted();
    } else if (passOver(entry, feed.id())) {
      Poll.of(exchange).passedOver();
    }
  }

  private Optional<VideoJob> take(
      Entry entry,
      String scope,
      Options options,
      BiFunction<VideoJob, Map<String, Duration>, Optional<VideoJob>> store) {
    if (!isWorthIt(entry, scope)) {
      return Optional.empty();
    }
    VideoJob job =
        VideoJob.accept(jobs.newId(seen.home(scope)), entry.article(), options, jobs.now());
    Optional<VideoJob> made = store.apply(job, seen.guards(scope, entry));
    made.ifPresent(accepted -> tell(accepted, scope));
    return made;
  }

  /** Remembers an entry of which no job was made, if that is because another feed brought it. */
  private boolean passOver(Entry entry, String scope) {
    List<Entry> one = List.of(entry);
    boolean elsewhere = !seen.brought(one).isEmpty() && !seen.unseen(scope, one).isEmpty();
    if (elsewhere) {
      seen.deduped(scope, entry, jobs.now());
      seen.remember(scope, one);
      LOG.info("Another feed has brought what {} brings: {}", scope, entry.article().title());
    }
    return elsewhere;
  }

  // The place in the request is claimed, too: whatever is repeated, it is filled once.
  private Optional<VideoJob> store(
      VideoJob job, Map<String, Duration> guards, String asked, int place) {
    if (asked != null) {
      guards.put(SeenArticles.place(asked, place), SeenArticles.MEMORY_OF_PLACES);
    }
    return jobs.accept(job, guards).isEmpty() ? Optional.of(job) : Optional.empty();
  }

  private boolean isWorthIt(Entry entry, String scope) {
    if (!verdicts.refuses(entry)) {
      return true;
    }
    seen.remember(scope, List.of(entry));
    LOG.info("An entry of {} has too little text and is skipped", scope);
    return false;
  }

  private static void tell(VideoJob job, String scope) {
    String when = job.wake().at() == null ? "" : ", begins " + job.wake().at();
    LOG.info("{} accepted from {}{}: {}", job.id(), scope, when, job.article().title());
  }

  /**
   * Makes jobs of the newest unseen entries of a feed that a caller has named. A repeat of a
   * request that has an id makes no more than are missing.
   *
   * @return the jobs of this request; empty when there was nothing new
   */
  public List<VideoJob> acceptNewest(List<Entry> entries, Exchange exchange) {
    FeedRequest request = exchange.getProperty(FeedRequest.PROPERTY, FeedRequest.class);
    String asked = exchange.getProperty("jobId", String.class);
    String scope = feeds.scope(request.url());
    int before = asked == null ? 0 : seen.made(scope, asked, request.maxItems()).size();
    List<VideoJob> accepted = new ArrayList<>();
    for (Entry entry : newestFirst(seen.unseen(scope, entries))) {
      int place = before + accepted.size();
      if (place < request.maxItems()) {
        take(entry, scope, request.options(), (job, guards) -> store(job, guards, asked, place))
            .ifPresentOrElse(accepted::add, () -> passOver(entry, scope));
      }
    }
    return before == 0 ? accepted : jobs.findAll(seen.made(scope, asked, request.maxItems()));
  }

  /** Makes a job of an article that a caller has given, HTML or plain. */
  public VideoJob acceptArticle(Article given, Exchange exchange) {
    Options options = exchange.getProperty("options", Options.class);
    Article article =
        new Article(
            ArticleText.title(given.title()),
            ArticleText.of(given.text()),
            given.url(),
            null,
            null,
            null);
    Instant now = jobs.now();
    String spread = Long.toString(now.toEpochMilli());
    String chosen = exchange.getProperty("jobId", String.class);
    String id = chosen == null ? jobs.newId(spread) : chosen;
    VideoJob job = VideoJob.accept(id, article, options, now);
    jobs.accept(job, Map.<String, Duration>of());
    return job;
  }
}
