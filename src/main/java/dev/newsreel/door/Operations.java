package dev.newsreel.door;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** What the calls that come in are called: by the id of the route that takes them. */
final class Operations {

  private volatile Known known = new Known(0, List.of());

  private record Known(int routes, List<Operation> operations) {}

  private record Operation(String id, Set<String> methods, Pattern path) {}

  /** Returns the name of a call; null when no route takes it. */
  String of(CamelContext context, String method, String path) {
    return known(context).operations().stream()
        .filter(o -> o.methods().contains(method) && o.path().matcher(path).matches())
        .map(Operation::id)
        .findFirst()
        .orElse(null);
  }

  // Calls may come while the last routes are being started.
  private Known known(CamelContext context) {
    Known now = known;
    if (now.routes() != context.getRoutesSize()) {
      List<Operation> operations =
          context.getRoutes().stream()
              .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint)
              .map(Operations::operation)
              .toList();
      now = new Known(context.getRoutesSize(), operations);
      known = now;
    }
    return now;
  }

  private static Operation operation(Route route) {
    PlatformHttpEndpoint door = (PlatformHttpEndpoint) route.getEndpoint();
    String methods = String.valueOf(door.getHttpMethodRestrict()).toUpperCase(Locale.ROOT);
    String path = door.getPath().replaceAll("\\{[^}]*}", "[^/]+");
    return new Operation(route.getId(), Set.of(methods.split(",", -1)), Pattern.compile(path));
  }
}
