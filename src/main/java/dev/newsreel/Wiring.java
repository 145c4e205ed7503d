package dev.newsreel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Puts our objects into Camel before it reads its configuration and routes. */
final class Wiring extends MainListenerSupport {

  private final FrontDoor door;
  private final Consumer<CamelContext> bind;

  Wiring(FrontDoor door, Consumer<CamelContext> bind) {
    this.door = door;
    this.bind = bind;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    bind.accept(context);
    door.setCamelContext(context);
    String name = PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME;
    context.getRegistry().bind(name, PlatformHttpEngine.class, door);
    context.getComponent("platform-http", PlatformHttpComponent.class).setEngine(door);
  }
}
