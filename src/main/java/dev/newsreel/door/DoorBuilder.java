package dev.newsreel.door;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/** Builds routes that begin with a call from outside. */
abstract class DoorBuilder extends RouteBuilder {

  /** What all addresses of the API begin with. */
  static final String API = "/api/v1";

  /**
   * Returns the beginning of a route; a failure in it is told as a problem.
   *
   * @param methods one HTTP method, or several with commas
   */
  final RouteDefinition door(String path, String methods, String id, String about) {
    return from("platform-http:" + path + "?httpMethodRestrict=" + methods)
        .routeConfigurationId(DoorErrors.ID)
        .routeId(id)
        .description(about);
  }
}
