package dev.newsreel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One route file as read: its root entries and where its comments are.
 *
 * @param name the file's name without its folder
 * @param lineCount how many lines it has
 * @param root the entries of the top-level list; empty when the file is not a YAML list
 * @param lateComments lines, counted from 1, of comments below the block at the top of the file
 * @param problem why the file could not be read; empty when it could
 */
public record RouteFile(
    String name,
    int lineCount,
    List<Object> root,
    List<Integer> lateComments,
    Optional<String> problem) {

  /**
   * Reads a file. A file that is not YAML is returned with its {@link #problem()}.
   *
   * @throws IOException when the file cannot be opened
   */
  public static RouteFile read(Path path) throws IOException {
    return parse(String.valueOf(path.getFileName()), Files.readString(path));
  }

  /** Reads YAML text under a file name. Text that is not YAML gives a {@link #problem()}. */
  public static RouteFile parse(String name, String text) {
    int lines = (int) text.lines().count();
    try {
      Object value = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
      if (value instanceof List<?> list) {
        List<Object> root = new ArrayList<>(list);
        return new RouteFile(name, lines, root, lateComments(text), Optional.empty());
      }
      return unreadable(name, lines, "the file must be a list of routes");
    } catch (YamlEngineException e) {
      return unreadable(name, lines, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  /** The bodies of all root entries of one kind, such as {@code route}, in file order. */
  List<Map<String, Object>> entries(String kind) {
    return root.stream()
        .map(Yaml::map)
        .filter(entry -> entry.containsKey(kind))
        .map(entry -> Yaml.map(entry.get(kind)))
        .toList();
  }

  /** The entries of all {@code beans} sections, in file order. */
  List<Map<String, Object>> beans() {
    return root.stream()
        .flatMap(entry -> Yaml.list(Yaml.map(entry).get("beans")).stream())
        .map(Yaml::map)
        .toList();
  }

  private static RouteFile unreadable(String name, int lines, String problem) {
    return new RouteFile(name, lines, List.of(), List.of(), Optional.of(problem));
  }

  private static List<Integer> lateComments(String text) {
    List<Integer> lines = new ArrayList<>();
    boolean inContent = false;
    Parse parse = new Parse(LoadSettings.builder().setParseComments(true).build());
    for (Event event : parse.parseString(text)) {
      if (event instanceof CommentEvent comment) {
        if (inContent && comment.getCommentType() != CommentType.BLANK_LINE) {
          lines.add(comment.getStartMark().map(Mark::getLine).orElse(0) + 1);
        }
      } else {
        inContent |= event.getEventId() == Event.ID.SequenceStart;
      }
    }
    return lines;
  }
}
