package dev.newsreel.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The projects that Submagic knows: fetches their source, bills them, ends them and tells of it.
 * Confined to the event loop.
 */
final class SubmagicProjects {
  private final Workshop shop;
  private final Webhooks webhooks;
  private final Films films;
  private final SourceDownload download;
  private final Map<String, Project> projects = new LinkedHashMap<>();

  SubmagicProjects(Workshop shop, Webhooks webhooks, Films films) {
    this.shop = shop;
    this.webhooks = webhooks;
    this.films = films;
    download = new SourceDownload(shop);
  }

  /**
   * Begins a project.
   *
   * @param fails whether it will end as failed
   * @param urlHeld whether it will have no URL until exported
   */
  Project begin(JsonObject body, boolean fails, boolean urlHeld) {
    Project project = Project.ordered(Project.Order.of(body, fails, shop.now()), urlHeld);
    change(project);
    count(project);
    return project;
  }

  void keep(Project project) {
    projects.put(project.id(), project);
  }

  /** Goes on with all that the journal told. */
  void resume() {
    for (Project project : List.copyOf(projects.values())) {
      count(project);
      if (project.progress().readyAt() == 0) {
        fetch(project, false);
      } else {
        charge(project);
        endAt(project);
      }
    }
  }

  Project find(String id) {
    return projects.get(id);
  }

  boolean isFinished(String id) {
    Project project = projects.get(id);
    return project != null
        && project.status(shop.now()).equals("completed")
        && !project.progress().urlHeld();
  }

  Collection<Project> all() {
    return projects.values();
  }

  void clear() {
    projects.clear();
  }

  /**
   * Fetches the source and goes on.
   *
   * @param atOnce whether nothing after the download takes time
   */
  void fetch(Project project, boolean atOnce) {
    FaultRule fault = shop.faults().pick(Provider.SUBMAGIC, "download");
    if (fault != null && fault.kind() == FaultKind.HANG) {
      return;
    }
    boolean fails = fault != null && fault.kind() == FaultKind.STATUS;
    long wait = shop.scaled(shop.options().submagic().downloadDelay());
    long more = fault == null || fails ? 0 : fault.delay().toMillis();
    shop.after(
        wait + more,
        () -> {
          if (fails) {
            fail(project, "videoUrl answered " + fault.status());
            return;
          }
          download
              .fetch(project.order().videoUrl())
              .onSuccess(source -> render(project, source, atOnce))
              .onFailure(reason -> fail(project, "Failed to fetch video: " + reason.getMessage()));
        });
  }

  /** Makes the film of a transcribed project. */
  void export(Project project) {
    if (!project.progress().urlHeld()) {
      shop.bill().add("submagic", "completed", -1);
    }
    long readyAt = shop.now() + shop.about(shop.options().submagic().render());
    Project exporting = project.exporting(readyAt);
    change(exporting);
    endAt(exporting);
  }

  /** The message that tells of a project's end; it is not signed and has no id of its own. */
  WebhookSender.Delivery news(Project project, String id, String status) {
    JsonObject body = new JsonObject().put("projectId", id).put("status", status);
    if (status.equals("completed") && !project.progress().urlHeld()) {
      body.put("downloadUrl", films.submagicLink(id)).put("directUrl", films.submagicLink(id));
    }
    body.put("timestamp", Instant.ofEpochMilli(shop.now()).toString());
    return new WebhookSender.Delivery(
        project.order().webhookUrl(), null, null, body.toBuffer(), false);
  }

  private void render(Project project, SourceDownload.Source source, boolean atOnce) {
    if (!project.equals(projects.get(project.id()))) {
      return;
    }
    long time = atOnce ? 0 : shop.about(shop.options().submagic().render());
    Project further = project.downloaded(source.bytes(), source.seconds(), shop.now() + time);
    change(further);
    charge(further);
    endAt(further);
  }

  private void endAt(Project project) {
    shop.after(project.progress().readyAt() - shop.now(), () -> end(project));
  }

  private void end(Project project) {
    Project now = projects.get(project.id());
    if (now == null || now.progress().readyAt() != project.progress().readyAt()) {
      return;
    }
    if (now.order().fails() && now.progress().failure() == null) {
      fail(now, "Rendering failed");
      return;
    }
    boolean failed = now.progress().failure() != null;
    if (failed || !now.progress().urlHeld()) {
      shop.bill().add("submagic", failed ? "failed" : "completed", 1);
    }
    if (now.progress().told()) {
      return;
    }
    boolean wanted = now.order().webhookUrl() != null;
    String status = failed ? "failed" : "completed";
    webhooks
        .tell(Provider.SUBMAGIC, wanted ? List.of(news(now, now.id(), status)) : List.of())
        .onComplete(told -> told(now));
  }

  private void told(Project project) {
    webhooks.told(project.id());
    if (project.equals(projects.get(project.id()))) {
      change(project.asTold());
    }
  }

  private void fail(Project project, String reason) {
    if (project.equals(projects.get(project.id()))) {
      Project failed = project.failed(reason, shop.now());
      change(failed);
      end(failed);
    }
  }

  private void change(Project project) {
    shop.journal().write("project", project);
    keep(project);
  }

  private void count(Project project) {
    shop.bill().add("submagic", "projects", 1);
    shop.bill().owned("title", project.order().title());
  }

  private void charge(Project project) {
    int credits = project.credits();
    if (credits > 0) {
      shop.bill().owned("paid_title", project.order().title());
    }
    shop.bill().add("submagic", "paid", credits > 0 ? 1 : 0);
    shop.bill().add("submagic", "credits", credits);
    shop.bill().add("submagic", "usd", credits * shop.options().submagic().usdPerCredit());
  }
}
