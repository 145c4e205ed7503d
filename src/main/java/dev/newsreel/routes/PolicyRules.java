package dev.newsreel.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** There is one answer to a failed step, and it is the one that {@code flow.yaml} shows. */
// Two of the same text are two.
@SuppressWarnings("ReferenceEquality")
final class PolicyRules {

  private static final String ID = "error-handling";
  private static final String FILE = "0-error-handling.camel.yaml";
  private static final Set<String> PROSE = Set.of("id", "description", "note");
  private static final String REMEDY = "Put it back to what it was; each job depends on it";

  private final Flow flow;
  private final FlowTable table;
  private final List<Finding> found;

  PolicyRules(Flow flow, FlowTable table, List<Finding> found) {
    this.flow = flow;
    this.table = table;
    this.found = found;
  }

  void check() {
    if (flow.policies().stream().noneMatch(policy -> policy.id().equals(ID))) {
      String wrong = "no routeConfiguration has the id " + ID + ", so failed jobs are not parked";
      found.add(Finding.inFile(FILE, 0, wrong, "Put it back"));
    }
    flow.policies().forEach(this::check);
  }

  private void check(FlowRoute policy) {
    Map<String, Object> options = new LinkedHashMap<>(policy.map());
    options.keySet().removeAll(PROSE);
    Object steps = options.remove("onException");
    boolean first = flow.policies().get(0) == policy;
    if (!policy.id().equals(ID) || !first || !options.isEmpty()) {
      found.add(Finding.in(policy, "it adds to what happens when a step fails", "Take it out"));
      return;
    }
    List<?> given = steps instanceof List<?> list ? list : List.of();
    for (int i = 0; i < Math.max(given.size(), table.policy().size()); i++) {
      Object one = i < given.size() ? given.get(i) : null;
      Object wanted = i < table.policy().size() ? table.policy().get(i) : null;
      if (!String.valueOf(bare(one)).equals(String.valueOf(bare(wanted)))) {
        found.add(changed(policy, one));
      }
    }
  }

  private static Finding changed(FlowRoute policy, Object one) {
    YamlMap map = one instanceof YamlMap entry ? entry.map("onException") : policy.map();
    String wrong = "it is not what happens when a step fails";
    return one == null
        ? Finding.in(policy, "an onException is missing from it", REMEDY)
        : new Finding(true, policy.file(), map.line(), policy.id(), map.text("id"), wrong, REMEDY);
  }

  private static Object bare(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(PolicyRules::bare).toList();
    }
    if (!(value instanceof YamlMap map)) {
      return value;
    }
    Map<String, Object> bare = new TreeMap<>();
    map.forEach((key, inner) -> bare.put(key, bare(inner)));
    bare.keySet().removeAll(PROSE);
    return bare;
  }
}
