package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.cli.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The commands of the documentation are understood: ours by the command line, those of Maven by the
 * build. The calls with {@code curl} are made by {@code DocCallsTest}.
 */
class DocCommandsTest {

  private static final String OURS = "java -jar target/newsreel.jar";
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "ops/start", "needs the packed jar, and takes its time",
          "docker", "needs a Docker daemon; ContainerFilesTest checks the files",
          "kubectl", "needs a cluster; KubernetesFilesTest checks the files",
          "sudo", "changes the machine",
          "redis-cli", "is not brought by the build",
          "cp", "copies the data of a running node",
          "mv", "moves the data of a stopped node",
          "curl", "is run by DocCallsTest");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
  private static final Pattern TEST_CLASS = Pattern.compile("-Dtest=(\\w+)");
  private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");

  @Test
  void everyCommandOfOursIsUnderstood() throws IOException {
    List<String> ours =
        commands(OURS).stream().filter(command -> !command.contains("[OPTIONS]")).toList();

    assertThat(ours).hasSizeGreaterThan(8).allSatisfy(DocCommandsTest::parse);
  }

  @Test
  void aCommandThatDoesNotExistIsNotUnderstood() {
    assertThat(understood(OURS + " audit --no-such-option")).isFalse();
    assertThat(understood(OURS + " no-such-command")).isFalse();
  }

  @Test
  void everyTestAndProfileThatMavenIsToldExists() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> files =
        ProjectRoutes.filesIn(Path.of("src/test/java"), ".java").stream()
            .map(file -> file.getFileName().toString())
            .toList();

    assertThat(told(TEST_CLASS)).isNotEmpty().allMatch(name -> files.contains(name + ".java"));
    assertThat(told(PROFILE)).isNotEmpty().allMatch(id -> pom.contains("<id>" + id + "</id>"));
  }

  private static List<String> told(Pattern pattern) throws IOException {
    return commands("mvn").stream()
        .flatMap(command -> pattern.matcher(command).results())
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void allOthersAreListedWithTheReason() throws IOException {
    assertThat(commands(""))
        .filteredOn(command -> !command.startsWith("java -jar ") && !command.startsWith("mvn "))
        .allMatch(command -> NOT_RUN.containsKey(command.substring(0, command.indexOf(' '))));
  }

  private static List<String> commands(String begin) throws IOException {
    List<String> commands = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      page.commands().stream()
          .flatMap(line -> Stream.of(line.split(" && ", -1)))
          .filter(command -> command.startsWith(begin))
          .forEach(commands::add);
    }
    return commands;
  }

  private static boolean understood(String command) {
    try {
      parse(command);
      return true;
    } catch (CommandLine.ParameterException e) {
      return false;
    }
  }

  private static void parse(String command) {
    String words = command.substring(OURS.length()).replaceFirst(" (\\||>>?) .*", "");
    App.commands(TestShell.plain().shell())
        .parseArgs(WORD.matcher(words).results().map(MatchResult::group).toArray(String[]::new));
  }
}
