package dev.newsreel.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.Language;

/**
 * Checks a folder of routes as one flow: whether each stage on the way of an article to its
 * published video is connected, and whether each guard on it is where it must be. {@code
 * docs/routes.md} says what is refused and why.
 */
public final class RouteCheck {

  private final FlowTable table = FlowTable.load();
  private final FilesRead files = new FilesRead();
  private RouteSchema schema;
  private final Language simple = Expressions.simple();
  private final Names names;

  /** Makes a check; routes may name these settings. */
  public RouteCheck(Set<String> settings) {
    this.names = Names.of(Set.copyOf(settings));
  }

  /**
   * Returns what is wrong in a folder, by Camel's own schema, too, which takes seconds and memory.
   * Nothing is run or changed; a folder that is not there, or holds whatever else, is a finding.
   */
  public RouteReport check(Path folder) {
    List<Finding> found = new ArrayList<>();
    Map<String, String> texts = RouteTexts.in(folder, found);
    return whole(texts, checkFlow(texts, found), found);
  }

  /** Returns the same without asking the schema: Camel refuses what it cannot load by itself. */
  public RouteReport checkFlow(Path folder) {
    List<Finding> found = new ArrayList<>();
    Map<String, String> texts = RouteTexts.in(folder, found);
    return new RouteReport(found, texts, checkFlow(texts, found));
  }

  /** Returns what is wrong in files of these names and texts. */
  RouteReport check(Map<String, String> texts) {
    List<Finding> found = new ArrayList<>();
    return whole(texts, checkFlow(texts, found), found);
  }

  /** Returns the same without asking the schema. */
  RouteReport checkFlow(Map<String, String> texts) {
    List<Finding> found = new ArrayList<>();
    return new RouteReport(found, texts, checkFlow(texts, found));
  }

  private RouteReport whole(Map<String, String> texts, Flow flow, List<Finding> found) {
    if (found.stream().noneMatch(Finding::refused)) {
      // Our own words say more than a schema's.
      schema().check(texts, found);
    }
    return new RouteReport(found, texts, flow);
  }

  private Flow checkFlow(Map<String, String> texts, List<Finding> found) {
    Flow flow = Flow.of(texts, files, found);
    if (found.stream().anyMatch(Finding::refused)) {
      // What stands in a file that cannot be read would be missed everywhere else.
      return flow;
    }
    new PathCheck(flow, table, found).check();
    new RouteRules(flow, found).check();
    new PolicyRules(flow, table, found).check();
    new ReferenceRules(flow, names, table.events(), found).check();
    LiteralRules.check(flow, found);
    new Expressions(simple, found).check(flow);
    return flow;
  }

  // It is large; a check that finds something else does without it.
  private synchronized RouteSchema schema() {
    if (schema == null) {
      schema = new RouteSchema();
    }
    return schema;
  }
}
