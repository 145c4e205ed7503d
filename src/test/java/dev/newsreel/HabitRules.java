package dev.newsreel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Habits that hold in every package. */
final class HabitRules {

  static final ArchRule FINAL_CLASSES =
      classes()
          .that(not(modifier(ABSTRACT)))
          .and()
          .areNotEnums()
          .and()
          .areNotAnonymousClasses()
          .and(not(extendedByOurs()))
          .should()
          .haveModifier(FINAL)
          .as("classes are final, unless they are abstract or one of ours extends them")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> extendedByOurs() {
    return DescribedPredicate.describe(
        "extended by one of ours", type -> !type.getSubclasses().isEmpty());
  }

  // ArchUnit's stock rule sees a logger in a field only.
  static final ArchRule NO_JAVA_UTIL_LOGGING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .as("logs go through SLF4J")
          .allowEmptyShould(true);

  // ArchUnit's stock rule does not know Camel's annotations.
  static final ArchRule NO_FIELD_INJECTION =
      noFields()
          .should()
          .beAnnotatedWith(
              describe("something that injects", annotation -> injects(annotation.getRawType())))
          .as("fields are not injected; use the constructor")
          .allowEmptyShould(true);

  static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethodWhere(target(name("sleep")))
          .as("nobody sleeps; wait for something instead")
          .allowEmptyShould(true);

  static final ArchRule TELLING_NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Manager|Impl|Helper)")
          .as("names say what a class is")
          .allowEmptyShould(true);

  static final ArchRule FINAL_STATICS =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveName("$VALUES")
          .should()
          .beFinal()
          .as("static fields are final")
          .allowEmptyShould(true);

  private HabitRules() {}

  private static boolean injects(JavaClass annotation) {
    return annotation.getSimpleName().matches(".*Inject|Autowired|Resource|Value|Produce");
  }

  /** Only the root package, where the command line is, prints. */
  static ArchRule noPrinting(String base) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .as("only the root package prints")
        .allowEmptyShould(true);
  }
}
