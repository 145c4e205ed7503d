package dev.newsreel.door;

import org.apache.camel.builder.RouteBuilder;

/** The one-time links from which Submagic reads a video. */
final class RelayRoutes extends RouteBuilder {

  @Override
  public void configure() {
    from("platform-http:/relay/{token}?httpMethodRestrict=GET,HEAD")
        .routeConfigurationId(DoorErrors.ID)
        .routeId("relay")
        .description("Hands HeyGen's file on to whoever has the link")
        .streamCache("false")
        .bean("relay", "open")
        .to(call("{{heygen.base-url}}/v3/videos/", "heygenWire"))
        .bean("relay", "source")
        .to(call("{{address-from-header}}", "relayWire") + "&disableStreamCache=true")
        .bean("relay", "handOn");
  }

  private static String call(String address, String wire) {
    return "http:"
        + address
        + "?throwExceptionOnFailure=false&headerFilterStrategy=#sentHeaders&httpClientConfigurer=#"
        + wire;
  }
}
