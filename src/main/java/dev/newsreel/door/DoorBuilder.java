package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.JobIds;
import dev.newsreel.job.LogMarks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.SynchronizationAdapter;

/** Builds routes that begin with a call from outside. */
abstract class DoorBuilder extends RouteBuilder {

  /** What all addresses of the API begin with. */
  static final String API = "/api/v1";

  private CompletableFuture<Contract> contract;

  /** Makes this contract the one with which all calls are compared, once it is read. */
  final void under(CompletableFuture<Contract> promised) {
    this.contract = promised;
  }

  /** Returns what the API promises; waits for it when it is not read yet. */
  final Contract contract() {
    return contract.join();
  }

  /** Returns what is wrong with a body that no contract can tell; it may not fit the contract. */
  List<Problem.Bad> refused(JsonNode body) {
    return List.of();
  }

  private static void mark(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    LogMarks.begin(exchange.getFromRouteId(), JobIds.isId(id) ? id : null);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                LogMarks.end();
              }
            });
  }

  /**
   * Returns the beginning of a route: its calls fit the contract, and a failure in it is told as a
   * problem.
   *
   * @param methods one HTTP method, or several with commas
   */
  final RouteDefinition door(String path, String methods, String id, String about) {
    return from("platform-http:" + path + "?httpMethodRestrict=" + methods)
        .routeConfigurationId(DoorErrors.ID)
        .routeId(id)
        .description(about)
        .process(new RequestCheck(this::contract, path, this::refused))
        .process(DoorBuilder::mark);
  }
}
