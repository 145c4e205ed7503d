package dev.newsreel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.newsreel.routes.Edits.Edit;
import dev.newsreel.routes.Edits.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Takes the project's own routes and spoils them in every place in every way: each edit is refused
 * with file and step, or it is one of those that are known to do no harm.
 */
class HostileEditsTest {

  private static final RouteCheck CHECK = new RouteCheck(OwnRoutes.settings());

  /** What may be deleted or switched off, and why that harms nobody. */
  private static final Map<String, String> DISPENSABLE =
      Map.of(
          "log-script", "only tells",
          "log-video", "only tells",
          "log-captions", "only tells",
          "log-done", "only tells",
          "compare-article", "near copies are told again, which is no fault of the flow",
          "compare-script", "near copies are told again, which is no fault of the flow");

  /** Edits that are noticed at a route that nobody reaches any more. */
  private static final Map<String, String> NAMED_BY =
      Map.of(
          "without to-complete-entry", "1-article.camel.yaml",
          "dissolved to-complete-entry", "1-article.camel.yaml",
          "off to-complete-entry", "1-article.camel.yaml",
          "without route complete-entry", "1-intake.camel.yaml");

  private static Stream<DynamicTest> refused(List<Edit> edits, Set<String> harmless) {
    assertThat(edits).as("edits").hasSizeGreaterThan(10);
    return edits.stream().map(edit -> dynamicTest(edit.toString(), () -> judge(edit, harmless)));
  }

  private static void judge(Edit edit, Set<String> harmless) {
    RouteReport report = CHECK.checkFlow(edit.texts());
    if (harmless.stream().anyMatch(edit.name()::matches)) {
      assertThat(report.refused()).isEmpty();
      return;
    }
    assertThat(report.refused()).as(edit.toString()).isNotEmpty();
    assertThat(report.refused())
        .as(report.refusal())
        .anySatisfy(
            finding -> {
              assertThat(finding.file()).isEqualTo(NAMED_BY.getOrDefault(edit.name(), edit.file()));
              assertThat(finding.wrong()).isNotBlank();
              assertThat(finding.remedy()).isNotBlank();
              boolean whole = edit.name().matches("(without route|renamed) .*");
              assertThat(finding.route() + finding.step() + (whole ? "-" : "")).isNotEmpty();
            });
  }

  private static Set<String> dispensable(String deed) {
    List<String> names = new ArrayList<>();
    DISPENSABLE.keySet().forEach(id -> names.add(deed + " " + id));
    return Set.copyOf(names);
  }

  @TestFactory
  Stream<DynamicTest> noStepMayBeTakenOut() {
    List<Edit> edits = new Edits().ofEachStep("without", (spot, list) -> list.remove(spot.index()));

    return refused(edits, dispensable("without"));
  }

  @TestFactory
  Stream<DynamicTest> noStepMayBeSwitchedOff() {
    List<Edit> edits =
        new Edits().ofEachStep("off", (spot, list) -> spot.body().put("disabled", true));

    // Short entries stay short then, as with feed.full-text = off.
    Set<String> harmless = new HashSet<>(dispensable("off"));
    harmless.add("off if-short");
    return refused(edits, harmless);
  }

  @TestFactory
  Stream<DynamicTest> noStepMayDependOnASetting() {
    List<Edit> edits =
        new Edits()
            .ofEachStep("if", (spot, list) -> spot.body().put("disabled", "{{openai.model}}"));

    return refused(edits, Set.of());
  }

  @TestFactory
  Stream<DynamicTest> noStepMayChangePlacesWithTheNext() {
    List<Edit> edits =
        new Edits()
            .ofEachStep(
                "later",
                (spot, list) -> {
                  int next = Math.min(spot.index() + 1, list.size() - 1);
                  list.set(spot.index(), list.set(next, list.get(spot.index())));
                });
    // The last one of its list has no next.
    OwnRoutes own = new OwnRoutes();
    Map<String, Map<String, String>> same = new HashMap<>();
    own.texts().keySet().forEach(file -> same.put(file, own.edited(file, tree -> {})));
    edits.removeIf(edit -> edit.texts().equals(same.get(edit.file())));

    return refused(edits, Set.of("later (save-script|save-result)"));
  }

  @TestFactory
  Stream<DynamicTest> noStepMayComeTwice() {
    List<Edit> edits =
        new Edits()
            .ofEachStep(
                "twice",
                (spot, list) -> {
                  YamlMap again = (YamlMap) Edits.copy(spot.entry());
                  again.map(spot.kind()).put("id", spot.id() + "-again");
                  list.add(spot.index(), again);
                });

    return refused(edits, Set.of("twice log-.*"));
  }

  @TestFactory
  Stream<DynamicTest> noBranchMayBeDissolved() {
    List<Edit> edits =
        new Edits()
            .ofEachStep(
                "dissolved",
                (spot, list) -> {
                  Object inner = spot.body().get("steps");
                  list.remove(spot.index());
                  if (inner instanceof List<?> steps) {
                    list.addAll(spot.index(), steps);
                  }
                });

    Set<String> harmless = new HashSet<>(dispensable("dissolved"));
    // It holds three steps together for the eye.
    harmless.add("dissolved admit-script");
    return refused(edits, harmless);
  }

  @TestFactory
  Stream<DynamicTest> noStepMayBecomeConditional() {
    List<Edit> edits = new Edits().ofEachStep("sometimes", HostileEditsTest::condition);

    return refused(edits, Set.of());
  }

  private static void condition(Spot spot, List<Object> list) {
    YamlMap test = new YamlMap(0);
    test.put("expression", "${body} != null");
    YamlMap language = new YamlMap(0);
    language.put("simple", test);
    YamlMap filter = new YamlMap(0);
    filter.put("id", "sometimes-" + spot.id());
    filter.put("description", "Only sometimes");
    filter.put("expression", language);
    filter.put("steps", new ArrayList<>(List.of(spot.entry())));
    YamlMap entry = new YamlMap(0);
    entry.put("filter", filter);
    list.set(spot.index(), entry);
  }

  @TestFactory
  Stream<DynamicTest> nothingMayBePutBeforeAStep() {
    Edits edits = new Edits();
    for (String kind : List.of("stop", "setBody", "wireTap")) {
      edits.ofEachStep(kind + " before", (spot, list) -> list.add(spot.index(), step(kind)));
    }
    return refused(edits.ofEachStep("nothing before", (s, l) -> l.add(s.index(), 7)), Set.of());
  }

  private static YamlMap step(String kind) {
    YamlMap body = new YamlMap(0);
    body.put("id", "added");
    body.put("description", "Added");
    YamlMap entry = new YamlMap(0);
    entry.put(kind, body);
    return entry;
  }

  @TestFactory
  Stream<DynamicTest> aLogMayBePutAnywhere() {
    List<Edit> edits =
        new Edits()
            .ofEachStep(
                "log before",
                (spot, list) -> {
                  YamlMap log = step("log");
                  log.map("log").put("message", "Here is ${exchangeProperty.jobId}");
                  list.add(spot.index(), log);
                });

    return refused(edits, Set.of("log before (?!to-park-job).*"));
  }

  @TestFactory
  Stream<DynamicTest> noOptionMayBeTakenOutOrChanged() {
    Edits edits = new Edits();
    edits.ofEachOption("without", (owner, key) -> owner.remove(key));
    edits.ofEachOption("spoilt", (owner, key) -> owner.put(key, "x-" + owner.get(key)));

    return refused(
        edits.ofEachOption("literal", (owner, key) -> owner.put(key, "http://127.0.0.1/x")),
        Set.of());
  }

  @TestFactory
  Stream<DynamicTest> noRouteMayBeTakenOutOrChanged() {
    Edits edits = new Edits();
    edits.ofEach("route", "without route", (roots, i) -> roots.remove((int) i));
    for (String key : List.of("autoStartup", "precondition", "errorHandler", "routePolicy")) {
      edits.ofEach("route", key + " in", (roots, i) -> route(roots, i).put(key, "false"));
    }
    edits.ofEach("route", "second", (roots, i) -> roots.add(Edits.copy(roots.get(i))));
    return refused(
        edits.ofEach("route", "no id for", (roots, i) -> route(roots, i).remove("id")), Set.of());
  }

  private static YamlMap route(List<Object> roots, int index) {
    return ((YamlMap) roots.get(index)).map("route");
  }
}
