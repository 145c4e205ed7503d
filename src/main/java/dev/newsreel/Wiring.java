package dev.newsreel;

import dev.newsreel.settings.Settings;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Puts our objects into Camel before it reads its configuration and routes. */
final class Wiring extends MainListenerSupport {

  private final Settings settings;
  private final Consumer<CamelContext> bind;

  Wiring(Settings settings, Consumer<CamelContext> bind) {
    this.settings = settings;
    this.bind = bind;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    bind.accept(main.getCamelContext());
    bindEngine(main.getCamelContext());
  }

  // Camel 4.17 finds two servers when there is a management port, and then takes port 8080.
  private void bindEngine(CamelContext context) {
    int port = settings.number("port");
    VertxPlatformHttpEngine engine =
        new VertxPlatformHttpEngine() {
          @Override
          public int getServerPort() {
            return port;
          }
        };
    engine.setCamelContext(context);
    context
        .getRegistry()
        .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class, engine);
    context.getComponent("platform-http", PlatformHttpComponent.class).setEngine(engine);
  }
}
