package dev.newsreel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of guards fits the classes that there are. */
class FlowTableTest {

  private static final Pattern CALL = Pattern.compile("(?:[a-z]+ )?([a-z]\\w+)\\.(\\w+)");
  private final FlowTable table = FlowTable.load();
  private final Map<String, String> beans = Names.of(Set.of()).ours();

  @Test
  void everyStepOfTheTableIsAMethodOfAnObjectThatThereIs() {
    List<String> calls =
        table.events().stream().filter(event -> CALL.matcher(event).matches()).toList();

    assertThat(calls).hasSizeGreaterThan(40);
    assertThat(calls)
        .allSatisfy(
            event -> {
              var call = CALL.matcher(event);
              assertThat(call.matches()).isTrue();
              assertThat(beans).as(event).containsKey(call.group(1));
              assertThat(Names.methods(beans.get(call.group(1)), call.group(2)))
                  .as(event)
                  .isNotEmpty();
            });
  }

  @Test
  void everyStepSaysWhatHappensWithoutIt() {
    table.stages().forEach(stage -> assertExplained(stage.steps()));
  }

  private static void assertExplained(List<Need> needs) {
    for (Need need : needs) {
      assertThat(need.why()).as(need.event()).isNotBlank();
      assertExplained(need.branches().steps());
      assertExplained(need.branches().caught());
    }
  }

  @Test
  void eachPaidCallStandsBetweenItsClaimAndWhatSavesIt() {
    assertThat(order("redis-stream video"))
        .containsSubsequence(
            "heygenGate.take",
            "heyGen.claim",
            "circuitBreaker heygenBreaker",
            "http {{heygen.base-url}}/v3/videos",
            "heyGen.readOrder",
            "aggregate #parkedVideos");
    assertThat(order("redis-stream captions"))
        .containsSubsequence(
            "submagicGate.take",
            "submagic.claim",
            "circuitBreaker submagicBreaker",
            "http {{submagic.base-url}}/v1/projects",
            "submagic.readOrder",
            "aggregate #parkedCaptions");
    assertThat(order("redis-stream script"))
        .containsSubsequence(
            "openaiGate.take",
            "scriptWriter.begin",
            "circuitBreaker openaiBreaker",
            "http {{openai.base-url}}/chat/completions",
            "scriptWriter.finish");
  }

  private List<String> order(String from) {
    return table.from(from).steps().stream().flatMap(FlowTableTest::flat).toList();
  }

  private static java.util.stream.Stream<String> flat(Need need) {
    return java.util.stream.Stream.concat(
        java.util.stream.Stream.of(need.event()),
        need.branches().steps().stream().flatMap(FlowTableTest::flat));
  }
}
