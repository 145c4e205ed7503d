package dev.newsreel.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compares what was asked for with what the simulated providers would charge. */
final class Accounts {

  private final Stage stage;
  private final Report report;

  Accounts(Stage stage, Report report) {
    this.stage = stage;
    this.report = report;
  }

  /**
   * Checks that each video was bought once; ends the nodes, and lets {@code audit} look at all that
   * is stored.
   *
   * @param done how many videos must be done
   */
  void check(String part, int done) {
    JsonNode bill = stage.simulators().bill();
    report.same(part + ": videos bought", stage.accepted(), bill.at("/heygen/videos").asLong());
    report.same(part + ": bought twice", 0, bill.at("/heygen/by_callback_id").size());
    report.same(part + ": captions paid", done, bill.at("/submagic/paid").asLong());
    report.same(part + ": captions paid twice", 0, bill.at("/submagic/paid_by_title").size());
    report.same(part + ": videos done", done, new Videos(stage).count("done"));
    stage.nodePrograms().forEach(Program::close);
    audit(part);
  }

  private void audit(String part) {
    try {
      Path home = Files.createTempDirectory(stage.rig().folder().path(), "audit");
      Program.Start start = new Program.Start("The audit", home, List.of(), List.of("audit"));
      Map<String, String> settings = Map.of("REDIS_URL", stage.store().url());
      Program audit = stage.rig().children().start(() -> Program.start(start, settings));
      int code = audit.awaitExit();
      String found = audit.output().lines().findFirst().orElse(audit.lastWords());
      boolean whole = found.startsWith(stage.accepted() + " jobs");
      report.check(part + ": audit", code == 0 && whole, found);
    } catch (IOException e) {
      throw new LoadFailed("The audit cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailed("The load test was interrupted", e);
    }
  }
}
