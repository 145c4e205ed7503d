package dev.newsreel.door;

import dev.newsreel.job.FeedRequest;
import dev.newsreel.job.Options;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;

/** The declared feeds: see them, poll one now, and try out an address. */
final class FeedRoutes extends DoorBuilder {

  private static final String FEED = "feedName";

  @Override
  public void configure() {
    door(API + "/feeds", "GET", "list-feeds", "Lists the declared feeds")
        .to("bean:feedView?method=all")
        .process(FeedRoutes::list);
    door(API + "/feeds/{name}", "GET", "get-feed-by-id", "Shows one declared feed")
        .process(FeedRoutes::named)
        .to("bean:feedView?method=one")
        .process(FeedRoutes::one);
    door(API + "/feeds/{name}/poll", "POST", "poll-feed-now", "Gives one feed its turn now")
        .process(FeedRoutes::named)
        .to("bean:polls?method=now")
        .process(FeedRoutes::polled);
    RouteDefinition preview =
        door(API + "/feeds/preview", "POST", "preview-feed", "Shows what a poll would make")
            .process(FeedRoutes::address);
    // The called route leaves its failures to the caller, and only a catch still hears them.
    TryDefinition attempt = preview.doTry();
    attempt
        .to("direct:read-named-feed")
        .to("bean:feedPreview?method=of")
        .process(exchange -> ApiRoutes.answer(exchange, 200, exchange.getMessage().getBody()));
    attempt.doCatch(Exception.class).process(DoorErrors::answer);
  }

  private static void list(Exchange exchange) {
    ApiRoutes.answer(exchange, 200, Map.of("feeds", exchange.getMessage().getBody()));
  }

  private static void named(Exchange exchange) {
    String name = exchange.getMessage().getHeader("name", String.class);
    exchange.setProperty(FEED, name);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(name);
  }

  private static void one(Exchange exchange) {
    Object feed = exchange.getMessage().getBody();
    if (feed == null) {
      throw unknown();
    }
    ApiRoutes.answer(exchange, 200, feed);
  }

  private static void polled(Exchange exchange) {
    if (!exchange.getMessage().getBody(Boolean.class)) {
      throw unknown();
    }
    String name = exchange.getProperty(FEED, String.class);
    ApiRoutes.answer(
        exchange, 202, Map.of("name", name, "message", "The feed is polled as soon as it can be"));
    exchange.getMessage().setHeader("Location", "/api/v1/feeds/" + name);
  }

  private static BadRequest unknown() {
    return new BadRequest(Problem.of(404, "feed_not_found", "No feed of this name is declared"));
  }

  private static void address(Exchange exchange) {
    String url = new Fields(RequestCheck.body(exchange)).text("url");
    exchange.setProperty(FeedRequest.PROPERTY, new FeedRequest(url, 1, Options.NONE));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(url);
  }
}
