package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Article;
import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.Json;
import dev.newsreel.job.Options;
import dev.newsreel.job.PageRequest;
import dev.newsreel.job.VideoJob;
import dev.newsreel.money.Purse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;

/** What a request for videos would make and cost. It stores nothing and buys nothing. */
final class EstimateRoutes extends DoorBuilder {

  /** Takes the request that {@link VideoRequest#into} has put into an exchange. */
  static final String ESTIMATE = "direct:estimate-request";

  private static final int EXCERPT = 300;
  private static final String NAMELESS = "v_estimate";
  // What is over the first run of a poll is taken all the same by one who asks for it.
  private static final Set<String> TAKEN = Set.of("", "over_first_run");

  private final Purse purse;

  EstimateRoutes(Purse purse) {
    this.purse = purse;
  }

  /** One video that would be made. */
  private record Item(String title, Object url, String excerpt, BigDecimal estimatedCostUsd) {}

  @Override
  public void configure() {
    from(ESTIMATE)
        .routeConfigurationId(DoorErrors.ID)
        .routeId("estimate-request")
        .description("Tells what a request would make and cost")
        .errorHandler(noErrorHandler())
        .choice()
        .when(exchangeProperty(FeedRequest.PROPERTY).isNotNull())
        .to("direct:read-named-feed")
        .to("bean:feedPreview?method=of")
        .process(this::ofFeed)
        .when(exchangeProperty(PageRequest.PROPERTY).isNotNull())
        .to("direct:read-named-page")
        .to("bean:namedPages?method=offer")
        .process(this::ofPage)
        .otherwise()
        .process(this::ofArticle);
  }

  private void ofArticle(Exchange exchange) {
    answer(exchange, List.of(exchange.getMessage().getBody(Article.class)));
  }

  private void ofPage(Exchange exchange) {
    List<Article> articles = Arrays.asList(exchange.getMessage().getBody(Article[].class));
    answer(exchange, articles);
  }

  private void ofFeed(Exchange exchange) {
    int most = exchange.getProperty(FeedRequest.PROPERTY, FeedRequest.class).maxItems();
    JsonNode preview = Json.MAPPER.valueToTree(exchange.getMessage().getBody());
    List<Article> articles =
        StreamSupport.stream(preview.path("entries").spliterator(), false)
            .filter(entry -> TAKEN.contains(entry.path("reason").asText("")))
            .map(entry -> Json.MAPPER.convertValue(entry.path("article"), Article.class))
            .sorted(
                Comparator.comparing(
                    Article::publishedAt, Comparator.nullsLast(Comparator.reverseOrder())))
            .limit(most)
            .toList();
    answer(exchange, articles);
  }

  private void answer(Exchange exchange, List<Article> articles) {
    Options options = exchange.getProperty("options", Options.class);
    List<Item> items = new ArrayList<>();
    for (Article article : articles) {
      VideoJob job = VideoJob.accept(NAMELESS, article, options, Instant.EPOCH);
      items.add(
          new Item(
              article.title(), article.url(), excerpt(exchange, article), purse.estimate(job)));
    }
    Map<String, Object> body = new HashMap<>();
    body.put("dry_run", true);
    body.put("simulated", isSimulated(exchange));
    body.put(
        "estimated_cost_usd",
        items.stream().map(Item::estimatedCostUsd).reduce(BigDecimal.ZERO, BigDecimal::add));
    body.put("videos", items);
    if (items.isEmpty()) {
      boolean page = PageRequest.of(exchange) != null;
      body.put("message", page ? ApiRoutes.MADE_BEFORE : ApiRoutes.NOTHING_NEW);
    }
    ApiRoutes.answer(exchange, 200, body);
  }

  // Whoever named a page has not seen what was found on it.
  private static String excerpt(Exchange exchange, Article article) {
    String text = article.text();
    boolean whole = text.length() <= EXCERPT;
    int end = whole ? text.length() : Math.max(text.lastIndexOf(' ', EXCERPT), EXCERPT / 2);
    return PageRequest.of(exchange) == null ? null : text.substring(0, end) + (whole ? "" : " …");
  }

  // The sandbox's own feed is there only as long as no provider is real.
  private static boolean isSimulated(Exchange exchange) {
    return !exchange.getContext().resolvePropertyPlaceholders("{{sandbox.feed:}}").isEmpty();
  }
}
