package dev.newsreel.intake;

import dev.newsreel.job.Article;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.PageRequest;
import dev.newsreel.job.VideoJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes jobs of the articles whose addresses callers give. What is accepted is durable. When feeds
 * are compared with each other, an article that one has brought is not made again for its address,
 * nor the other way round.
 */
public final class NamedPages {

  private static final Logger LOG = LoggerFactory.getLogger(NamedPages.class);

  private final JobStore jobs;
  private final Feeds feeds;
  private final SeenArticles seen;

  /** Makes the intake of pages. */
  public NamedPages(JobStore jobs, Feeds feeds, SeenArticles seen) {
    this.jobs = jobs;
    this.feeds = feeds;
    this.seen = seen;
  }

  /**
   * Returns the job that an earlier attempt of this request has made, so that its page is not asked
   * again; the address itself when there is none.
   */
  public Object recall(String url, Exchange exchange) {
    List<VideoJob> made = made(exchange);
    return made.isEmpty() ? url : made;
  }

  /**
   * Makes a job of a page's article. A repeat of a request that has an id makes no second one.
   *
   * @param page the article, alone in the list
   * @return the job of this request; empty when there is a video of the article already
   */
  public List<VideoJob> accept(List<Entry> page, Exchange exchange) {
    PageRequest request = PageRequest.of(exchange);
    Map<String, Duration> guards = seen.guards(page.get(0));
    String asked = exchange.getProperty("jobId", String.class);
    if (asked != null) {
      guards.put(SeenArticles.place(asked, 0), SeenArticles.MEMORY_OF_PLACES);
    }
    String id = jobs.newId(seen.home(scope(exchange)));
    VideoJob job = VideoJob.accept(id, titled(page, request), request.options(), jobs.now());
    Optional<String> holder = jobs.accept(job, guards);
    if (holder.isEmpty()) {
      LOG.info("{} accepted from its page: {}", id, job.article().title());
      return List.of(job);
    }
    List<VideoJob> made = made(exchange);
    if (made.isEmpty()) {
      exchange.setProperty(PageRequest.MADE_BEFORE, holder.get());
      seen.deduped(scope(exchange), page.get(0), jobs.now());
    }
    return made;
  }

  /** Returns the article that a job would be made of; empty when there is a video of it already. */
  public List<Article> offer(List<Entry> page, Exchange exchange) {
    return seen.brought(page).isEmpty()
        ? List.of(titled(page, PageRequest.of(exchange)))
        : List.of();
  }

  private List<VideoJob> made(Exchange exchange) {
    String asked = exchange.getProperty("jobId", String.class);
    return asked == null ? List.of() : jobs.findAll(seen.made(scope(exchange), asked, 1));
  }

  private String scope(Exchange exchange) {
    return feeds.scope(PageRequest.of(exchange).url());
  }

  private static Article titled(List<Entry> page, PageRequest request) {
    Article own = page.get(0).article();
    return request.title() == null
        ? own
        : new Article(
            ArticleText.title(request.title()),
            own.text(),
            own.url(),
            null,
            own.publishedAt(),
            own.author());
  }
}
