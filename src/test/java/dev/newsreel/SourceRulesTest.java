package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.SourceRules.Rule;
import dev.newsreel.SourceRules.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every Java file of the application is short and explained. */
class SourceRulesTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final List<Violation> FOUND = new ArrayList<>();

  @BeforeAll
  static void checkAllFiles() throws IOException {
    FOUND.clear();
    Map<String, String> sources = new TreeMap<>();
    for (Path path : ProjectRoutes.filesIn(MAIN, ".java")) {
      sources.put(MAIN.relativize(path).toString(), Files.readString(path));
    }
    FOUND.addAll(SourceRules.check(sources));
  }

  @ParameterizedTest
  @EnumSource
  void everyFileObeys(Rule rule) {
    assertThat(FOUND).filteredOn(violation -> violation.rule() == rule).isEmpty();
  }

  @Test
  void findsTheSources() throws IOException {
    assertThat(ProjectRoutes.filesIn(MAIN, ".java")).isNotEmpty();
  }

  @Test
  void refusesAFileOf201Lines() throws IOException {
    String file = "/** A. */ class A {}" + "\n".repeat(200);

    assertThat(check(file)).isEmpty();
    assertThat(check(file + "\n")).containsExactly("FILE_LENGTH A.java: 201 lines, at most 200");
  }

  @Test
  void refusesAMethodOf31Lines() throws IOException {
    String method = "/** A. */ class A {\n  void m() {%s\n  }\n}\n";

    assertThat(check(method.formatted("\n".repeat(28)))).isEmpty();
    assertThat(check(method.formatted("\n".repeat(29))))
        .containsExactly("METHOD_LENGTH A.java: A.m has 31 lines, at most 30");
  }

  @Test
  void refusesFiveParametersButNotForARecord() throws IOException {
    assertThat(check("/** A. */ class A { void m(int a, int b, int c, int d) {} }")).isEmpty();
    assertThat(check("/** A. */ class A { void m(int a, int b, int c, int d, int e) {} }"))
        .containsExactly("PARAMETERS A.java: A.m has 5 parameters, at most 4");
    assertThat(check("/** A. */ class A { A(int a, int b, int c, int d, int e, int f) {} }"))
        .hasSize(1);
    assertThat(check("/** A. */ record A(int a, int b, int c, int d, int e) { A {} }")).isEmpty();
  }

  @Test
  void refusesATypeWithoutJavadoc() throws IOException {
    for (String type : List.of("class A {}", "record A() {}", "enum A {}", "interface A {}")) {
      assertThat(check(type)).as(type).containsExactly("JAVADOC A.java: A has no Javadoc");
    }
    assertThat(check("/** A. */ class A { static class B {} }")).isEmpty();
  }

  @Test
  void refusesAPublicMethodWithoutJavadoc() throws IOException {
    assertThat(check("/** A. */ public class A { public void m() {} }"))
        .containsExactly("JAVADOC A.java: A.m is public and has no Javadoc");
    assertThat(check("/** A. */ public interface A { void m(); }")).hasSize(1);
    assertThat(check("/** A. */ public class A { @Override public void m() {} }")).isEmpty();
    assertThat(check("/** A. */ public class A { /** M. */ public void m() {} }")).isEmpty();
    assertThat(check("/** A. */ public class A { void m() {} public A() {} }")).isEmpty();
    assertThat(check("/** A. */ class A { public void m() {} }")).isEmpty();
    assertThat(check("/** A. */ public class A { static class B { public void m() {} } }"))
        .isEmpty();
  }

  @Test
  void refusesUnfinishedWork() throws IOException {
    for (String word : List.of("TODO", "FIXME")) {
      assertThat(check("/** A. */ class A {} // " + word + " later"))
          .containsExactly("UNFINISHED A.java: " + word + "; finish it or write an issue");
    }
  }

  @Test
  void countsWhatIsInAnonymousAndNestedClassesToo() throws IOException {
    String lines = IntStream.range(0, 31).mapToObj(i -> "f();").collect(Collectors.joining("\n"));

    assertThat(check("/** A. */ class A { record B() { void m() {\n" + lines + "} } }")).hasSize(1);
    assertThat(check("/** A. */ class A { B b = new B() { void m() {\n" + lines + "} }; }"))
        .hasSize(1);
  }

  private static List<String> check(String source) throws IOException {
    return SourceRules.check("A.java", source).stream()
        .map(violation -> violation.rule() + " " + violation.text())
        .toList();
  }
}
