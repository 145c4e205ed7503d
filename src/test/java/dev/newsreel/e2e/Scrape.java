package dev.newsreel.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node shows when it is scraped. */
public final class Scrape {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  private final Map<String, String> types = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();

  /** One line. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  private Scrape() {}

  /** Reads the text form. */
  public static Scrape of(String text) {
    Scrape scrape = new Scrape();
    text.lines().forEach(scrape::line);
    return scrape;
  }

  private void line(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (type.matches()) {
      types.put(type.group(1), type.group(2));
    } else if (!line.startsWith("#") && sample.matches()) {
      samples.add(sample(sample));
    }
  }

  private static Sample sample(Matcher matcher) {
    Map<String, String> labels = new TreeMap<>();
    if (matcher.group(2) != null) {
      LABEL.matcher(matcher.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
    }
    return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
  }

  /** Returns the names of all figures with their types; the largest of a time is no figure. */
  Map<String, String> figures() {
    Map<String, String> figures = new TreeMap<>(types);
    figures
        .keySet()
        .removeIf(n -> n.endsWith("_max") && types.containsKey(n.substring(0, n.length() - 4)));
    return figures;
  }

  /** Returns all lines of one figure. */
  List<Sample> samples(String figure) {
    Set<String> names = new TreeSet<>();
    for (String end : List.of("", "_bucket", "_count", "_sum", "_max")) {
      names.add(figure + end);
    }
    return samples.stream().filter(s -> names.contains(s.name())).toList();
  }

  /** Returns the sum of all lines of exactly this name that are wanted. */
  public double sum(String name, Predicate<Sample> wanted) {
    return samples.stream()
        .filter(s -> s.name().equals(name) && wanted.test(s))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** Returns the sum of all lines of exactly this name. */
  public double sum(String name) {
    return sum(name, sample -> true);
  }

  /** Returns the sum of all lines of exactly this name with one label. */
  public double sum(String name, String label, String value) {
    return sum(name, sample -> value.equals(sample.labels().get(label)));
  }
}
