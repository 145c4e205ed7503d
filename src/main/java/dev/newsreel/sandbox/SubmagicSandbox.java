package dev.newsreel.sandbox;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Submagic's API under {@code /submagic}: https://docs.submagic.co (read 2026-11-22). A route that
 * does not exist is answered 404 before the key is looked at; there is no list of projects.
 */
final class SubmagicSandbox {
  private static final int CATALOGUE_LIMIT = 1_000_000;

  private final Workshop shop;
  private final Webhooks webhooks;
  private final Films films;
  private final SubmagicProjects projects;

  SubmagicSandbox(Workshop shop, Webhooks webhooks, Films films) {
    this.shop = shop;
    this.webhooks = webhooks;
    this.films = films;
    projects = new SubmagicProjects(shop, webhooks, films);
    films.serve("submagic-", false, id -> projects.isFinished(id));
  }

  /** Puts back one line of the journal. */
  void replay(String what, JsonObject entry) {
    if (what.equals("project")) {
      projects.keep(entry.mapTo(Project.class));
    }
  }

  void resume() {
    projects.resume();
  }

  void clear() {
    projects.clear();
  }

  JsonObject state() {
    return new JsonObject().put("projects", projects.all().size());
  }

  void addTo(Router router) {
    SandboxOptions.Submagic options = shop.options().submagic();
    Duration window = options.window();
    RateWindow creates = new RateWindow(options.creates(), window);
    RateWindow gets = new RateWindow(options.gets(), window);
    RateWindow exports = new RateWindow(options.exports(), window);
    RateWindow catalogue = new RateWindow(CATALOGUE_LIMIT, window);
    Door health = new Door(shop, Provider.SUBMAGIC, "health", this::health);
    router.route(HttpMethod.GET, "/submagic/health").handler(health);
    add(router, "POST /v1/projects", creates, new Step("create", this::create));
    add(router, "GET /v1/projects/:id", gets, new Step("get", this::get));
    add(router, "POST /v1/projects/:id/export", exports, new Step("export", this::export));
    add(router, "GET /v1/languages", catalogue, new Step("languages", this::languages));
    add(router, "GET /v1/templates", catalogue, new Step("templates", this::templates));
    router.route(HttpMethod.GET, "/control/projects").handler(this::dashboard);
    router.route("/submagic/*").handler(Door.unknown(Provider.SUBMAGIC));
  }

  // Submagic's API has no list; people find a project by its title on Submagic's dashboard.
  private void dashboard(RoutingContext context) {
    String title = context.request().getParam("title", "");
    JsonArray found = new JsonArray();
    projects.all().stream()
        .filter(project -> project.order().title().contains(title))
        .forEach(project -> found.add(project.toJson(shop.now(), null)));
    context.json(new JsonObject().put("projects", found));
  }

  private record Step(String call, Consumer<Exchange> work) {}

  private void add(Router router, String methodAndPath, RateWindow rate, Step step) {
    String[] parts = methodAndPath.split(" ", 2);
    Door door =
        new Door(
            shop, Provider.SUBMAGIC, step.call(), exchange -> guard(exchange, rate, step.work()));
    router
        .route(HttpMethod.valueOf(parts[0]), "/submagic" + parts[1])
        .handler(rate::count)
        .handler(door);
  }

  private void guard(Exchange exchange, RateWindow rate, Consumer<Exchange> work) {
    if (!Door.opens(shop.options(), exchange.header("x-api-key"))) {
      exchange.refuse(401, null, "Invalid or missing API key");
    } else if (exchange.isOverRate()) {
      shop.bill().add("submagic", "refused", 1);
      exchange.refuse(429, null, "Rate limit exceeded", rate.secondsLeft());
    } else {
      work.accept(exchange);
    }
  }

  private void create(Exchange exchange) {
    JsonObject body = exchange.json();
    JsonArray complaints = SubmagicOrder.complaints(body);
    if (!complaints.isEmpty()) {
      shop.bill().add("submagic", "refused", 1);
      exchange.send(400, Provider.submagicInvalid(complaints));
      return;
    }
    FaultRule told = body.containsKey("webhookUrl") ? webhooks.atCreation(Provider.SUBMAGIC) : null;
    boolean early = told != null && told.kind() == FaultKind.WEBHOOK_EARLY;
    boolean held =
        exchange.suffers(FaultKind.NO_URL) || Boolean.FALSE.equals(body.getBoolean("autoRender"));
    Project project = projects.begin(body, exchange.suffers(FaultKind.RENDER_FAILED), held);
    projects.fetch(project, early);
    if (told != null && !early) {
      String stranger = UUID.randomUUID().toString();
      webhooks.forge(List.of(projects.news(project, stranger, "completed")));
    }
    Future<Void> ready = early ? webhooks.whenTold(project.id()) : Future.succeededFuture();
    ready.onComplete(any -> exchange.send(201, project.toJson(project.order().createdAt(), null)));
  }

  private void get(Exchange exchange) {
    Project project = projects.find(exchange.path("id"));
    if (project == null) {
      exchange.refuse(404, null, "Project not found");
    } else {
      String link = exchange.suffers(FaultKind.NO_URL) ? null : films.submagicLink(project.id());
      exchange.send(200, project.toJson(shop.now(), link));
    }
  }

  private void export(Exchange exchange) {
    Project project = projects.find(exchange.path("id"));
    if (project == null) {
      exchange.refuse(404, null, "Project not found");
    } else if (!project.status(shop.now()).equals("completed")) {
      exchange.refuse(400, null, "Project is not ready to be exported");
    } else {
      projects.export(project);
      exchange.send(
          200,
          new JsonObject()
              .put("message", "Export started successfully")
              .put("projectId", project.id())
              .put("status", "exporting"));
    }
  }

  private void languages(Exchange exchange) {
    JsonArray list = new JsonArray();
    SubmagicOrder.LANGUAGES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                list.add(
                    new JsonObject().put("name", entry.getValue()).put("code", entry.getKey())));
    exchange.send(200, new JsonObject().put("languages", list));
  }

  private void templates(Exchange exchange) {
    exchange.send(200, new JsonObject().put("templates", new JsonArray(SubmagicOrder.TEMPLATES)));
  }

  private void health(Exchange exchange) {
    exchange.send(
        200,
        new JsonObject()
            .put("status", "healthy")
            .put("service", "submagic-sandbox")
            .put("timestamp", Instant.now().toString()));
  }
}
