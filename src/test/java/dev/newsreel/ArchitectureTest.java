package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way, and the code keeps the habits that reviews would ask for. */
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(LayerRules.BASE);
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/archfixture/"))
          .importPackages(LayerRules.BASE);

  @ParameterizedTest
  @MethodSource("dev.newsreel.LayerRules#names")
  void packageImportsOnlyWhatItMay(String name) {
    LayerRules.layer(LayerRules.BASE, name).check(MAIN);
  }

  @Test
  void everyPackageHasALayer() {
    LayerRules.knownPackages(LayerRules.BASE).check(MAIN);
  }

  @Test
  void onlyTheRootImportsTheSandbox() {
    LayerRules.sandboxIsApart(LayerRules.BASE).check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    LayerRules.noCycles(LayerRules.BASE).check(MAIN);
  }

  @Test
  void classesAreFinal() {
    HabitRules.FINAL_CLASSES.check(MAIN);
  }

  @Test
  void onlyTheRootPrints() {
    HabitRules.noPrinting(LayerRules.BASE).check(MAIN);
  }

  @Test
  void nobodyUsesJavaUtilLogging() {
    HabitRules.NO_JAVA_UTIL_LOGGING.check(MAIN);
  }

  @Test
  void nobodySleepsInMain() {
    HabitRules.NO_SLEEP.check(MAIN);
  }

  @Test
  void nobodySleepsInTests() {
    HabitRules.NO_SLEEP.check(TESTS);
  }

  @Test
  void fieldsAreNotInjected() {
    HabitRules.NO_FIELD_INJECTION.check(MAIN);
  }

  @Test
  void namesSayWhatAClassIs() {
    HabitRules.TELLING_NAMES.check(MAIN);
  }

  @Test
  void staticFieldsAreFinal() {
    HabitRules.FINAL_STATICS.check(MAIN);
  }

  @Test
  void importsMainAndTestClasses() {
    assertThat(MAIN.contain("dev.newsreel.job.Article")).isTrue();
    assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
    assertThat(TESTS.contain(ArchitectureTest.class)).isTrue();
  }

  @Test
  void everyRuleFailsForAPlantedClass() {
    String base = "dev.newsreel.archfixture";
    JavaClasses planted = new ClassFileImporter().importPackages(base);

    Map<String, List<ArchRule>> expected =
        Map.of(
            "CaptionsCallVideo", List.of(LayerRules.layer(base, "captions")),
            "DoorCallsVideo", List.of(LayerRules.layer(base, "door")),
            "JobCallsQueue", List.of(LayerRules.layer(base, "job"), LayerRules.noCycles(base)),
            "QueueCallsSandbox",
                List.of(LayerRules.layer(base, "queue"), LayerRules.sandboxIsApart(base)),
            "Stray", List.of(LayerRules.knownPackages(base)),
            "SloppyManager",
                List.of(
                    HabitRules.FINAL_CLASSES,
                    HabitRules.noPrinting(base),
                    HabitRules.NO_JAVA_UTIL_LOGGING,
                    HabitRules.NO_SLEEP,
                    HabitRules.NO_FIELD_INJECTION,
                    HabitRules.TELLING_NAMES,
                    HabitRules.FINAL_STATICS));

    expected.forEach((name, rules) -> rules.forEach(rule -> assertFails(rule, name, planted)));
  }

  private static void assertFails(ArchRule rule, String className, JavaClasses planted) {
    assertThat(catchThrowable(() -> rule.check(planted)))
        .as(rule.getDescription())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(className);
  }
}
