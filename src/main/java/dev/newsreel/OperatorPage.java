package dev.newsreel;

import dev.newsreel.door.Doors;
import dev.newsreel.door.PageDoor;
import dev.newsreel.forecast.Capacity;
import dev.newsreel.intake.FeedView;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Puts the operator page together with what it shows. */
final class OperatorPage {

  private OperatorPage() {}

  /** Opens the page; closing it ends what it holds open. */
  static PageDoor open(CamelContext context, Redis redis, Doors.Desk desk, Settings settings) {
    Registry registry = context.getRegistry();
    FeedView feeds = registry.lookupByNameAndType("feedView", FeedView.class);
    String version =
        Optional.ofNullable(App.class.getPackage().getImplementationVersion()).orElse("dev");
    Map<String, Object> fixed =
        Map.of("version", version, "simulated", Providers.pretended(settings));
    PageDoor.Shown shown =
        new PageDoor.Shown(
            registry.lookupByNameAndType("capacity", Capacity.class),
            feeds::all,
            Path.of(settings.text("publish.to")),
            fixed);
    return PageDoor.open(Doors.router(context, settings.number("port")), redis, desk, shown);
  }
}
