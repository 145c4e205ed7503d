package dev.newsreel;

import dev.newsreel.door.Doors;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** The HTTP server as the routes know it: whoever calls passes the entrance first. */
final class FrontDoor extends VertxPlatformHttpEngine {

  /** Before all others, such as what reads bodies. */
  private static final int FIRST = -10;

  private final int port;
  private final Function<CamelContext, List<Handler<RoutingContext>>> entrance;
  private final AtomicBoolean guarded = new AtomicBoolean();

  FrontDoor(int port, Function<CamelContext, List<Handler<RoutingContext>>> entrance) {
    this.port = port;
    this.entrance = entrance;
  }

  // Camel 4.17 finds two servers when there is a management port, and then takes port 8080.
  @Override
  public int getServerPort() {
    return port;
  }

  // Before the first route is there, so that none is ever open without it.
  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    if (guarded.compareAndSet(false, true)) {
      int order = FIRST;
      for (Handler<RoutingContext> part : entrance.apply(getCamelContext())) {
        Doors.router(getCamelContext(), port).route().order(order++).handler(part);
      }
    }
    return super.createConsumer(endpoint, processor);
  }
}
