package dev.newsreel;

import dev.newsreel.door.OutsideHeaders;
import dev.newsreel.door.PublicServer;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Puts our objects into Camel before it reads its configuration and routes. */
final class Wiring extends MainListenerSupport {

  // What a route logs obeys log.level, as all of ours does.
  private static final String LOGGER = "dev.newsreel.routes.${routeId}";

  private final PublicServer server;
  private final FrontDoor door;
  private final Consumer<CamelContext> bind;

  Wiring(PublicServer server, Consumer<CamelContext> bind) {
    this.server = server;
    this.door = new FrontDoor(server.port());
    this.bind = bind;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, LOGGER);
    TimerFailures.watch(context);
    bind.accept(context);
    door.setCamelContext(context);
    String name = PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME;
    context.getRegistry().bind(name, PlatformHttpEngine.class, door);
    context.getRegistry().bind(server.router().getName(), server.router());
    PlatformHttpComponent http = context.getComponent("platform-http", PlatformHttpComponent.class);
    http.setEngine(door);
    http.setHeaderFilterStrategy(new OutsideHeaders());
  }
}
