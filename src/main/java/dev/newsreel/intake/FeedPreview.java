package dev.newsreel.intake;

import dev.newsreel.job.Article;
import dev.newsreel.job.FeedRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** What a poll of a feed would do. It stores nothing. */
public final class FeedPreview {

  /** The exchange property with the title of the feed that was read. */
  static final String TITLE = "feedTitle";

  private final Feeds feeds;
  private final FeedStates states;
  private final SeenArticles seen;
  private final Verdicts verdicts;

  /** Makes the preview. */
  public FeedPreview(Feeds feeds, FeedStates states, SeenArticles seen, Verdicts verdicts) {
    this.feeds = feeds;
    this.states = states;
    this.seen = seen;
    this.verdicts = verdicts;
  }

  /**
   * A feed as it was read.
   *
   * @param feed the name under which it is declared; null when it is not
   * @param entries in the order of the document
   */
  public record Preview(String url, String feed, String title, List<Item> entries) {}

  /**
   * One entry.
   *
   * @param identity the keys by which it is known again, strongest first
   * @param wouldBeMade whether a video would be made of it
   * @param reason why not: {@code known}, {@code over_first_run}, {@code no_text}, {@code
   *     too_short}, {@code other_feed}; null when it would be made
   */
  public record Item(Article article, List<String> identity, boolean wouldBeMade, String reason) {}

  /**
   * Returns what the next poll would make of these entries. A feed that is not declared is judged
   * as one that is about to be, with the usual first-run rule.
   */
  public Preview of(List<Entry> entries, Exchange exchange) {
    String url = exchange.getProperty(FeedRequest.PROPERTY, FeedRequest.class).url();
    Optional<Feed> feed = feeds.at(url);
    List<Entry> newest = Intake.newestFirst(seen.unseen(feeds.scope(url), entries));
    boolean first = feed.flatMap(f -> states.of(f.id())).map(FeedState::polledAt).isEmpty();
    int most = feed.map(Feed::firstRun).orElse(Feed.USUAL_FIRST_RUN);
    int wanted = first ? Math.min(most, newest.size()) : newest.size();
    Set<Entry> unseen = new HashSet<>(newest);
    Set<Entry> made = new HashSet<>(newest.subList(0, wanted));
    Set<Entry> elsewhere = seen.brought(newest);
    List<Item> items = new ArrayList<>();
    for (Entry entry : entries) {
      String reason = "known";
      if (unseen.contains(entry)) {
        reason = made.contains(entry) ? refusal(entry, elsewhere) : "over_first_run";
      }
      items.add(new Item(entry.article(), entry.keys(), reason == null, reason));
    }
    String title = exchange.getProperty(TITLE, String.class);
    return new Preview(url, feed.map(Feed::id).orElse(null), title, items);
  }

  private String refusal(Entry entry, Set<Entry> elsewhere) {
    String reason = verdicts.refusal(entry);
    return reason == null && elsewhere.contains(entry) ? "other_feed" : reason;
  }
}
