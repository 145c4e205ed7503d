package dev.newsreel.routes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML into {@link YamlMap}s and lists that know their lines. It takes less than YAML allows:
 * no aliases, no tags, no key twice, no deep nesting. Routes need none of them, and each could hide
 * something or hold us up.
 */
final class YamlReader {

  private static final int DEEPEST = 60;
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  private YamlReader() {}

  /**
   * Returns the value of the only document; null when the text says nothing.
   *
   * @throws BadYaml when it is none that we take
   */
  static Object read(String text) throws BadYaml {
    try {
      refuseTricks(text);
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      return root.isEmpty() ? null : value(root.get());
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new BadYaml(line, "it is no YAML: " + squeezed(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new BadYaml(0, "it is no YAML: " + squeezed(e.getMessage()));
    }
  }

  private static String squeezed(String message) {
    return String.valueOf(message).replaceAll("\\s+", " ");
  }

  // The composer calls itself for each level, so depth is counted before it runs.
  private static void refuseTricks(String text) throws BadYaml {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof AliasEvent) {
        throw new BadYaml(line(event.getStartMark()), "it has an alias (*); write it out");
      }
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        throw new BadYaml(line(event.getStartMark()), "it is nested too deeply");
      }
    }
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(0);
  }

  private static Object value(Node node) throws BadYaml {
    if (node instanceof MappingNode mapping) {
      return map(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        list.add(value(item));
      }
      return list;
    }
    return scalar((ScalarNode) node);
  }

  private static YamlMap map(MappingNode node) throws BadYaml {
    YamlMap map = new YamlMap(line(node.getStartMark()));
    for (NodeTuple tuple : node.getValue()) {
      int line = line(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new BadYaml(line, "it has a key that is no text");
      }
      if (map.containsKey(key.getValue())) {
        throw new BadYaml(line, "it has the key '" + key.getValue() + "' twice in one place");
      }
      map.put(key.getValue(), value(tuple.getValueNode()));
    }
    return map;
  }

  private static Object scalar(ScalarNode node) throws BadYaml {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.STR) || tag.equals(Tag.ENV_TAG)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return new BigInteger(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return Double.valueOf(text.replace(".inf", "Infinity").replace(".nan", "NaN"));
    }
    throw new BadYaml(line(node.getStartMark()), "it has a tag (" + tag + ")");
  }
}
