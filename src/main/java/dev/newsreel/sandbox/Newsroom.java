package dev.newsreel.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The articles of the sandbox: a few written ones, and as many generated ones as somebody asks for.
 */
final class Newsroom {
  private static final List<String> WRITTEN =
      List.of("harbour-ferries", "night-library", "rooftop-farms", "repair-fridays");
  private static final List<String> TOWNS =
      List.of(
          "Alderwick", "Brenning", "Castlemere", "Dunholt", "Easterfield", "Falkenau", "Graymoor");
  private static final List<String> THINGS =
      List.of(
          "tram line",
          "weather station",
          "swimming hall",
          "seed bank",
          "bakery school",
          "star camera",
          "river bridge");
  private static final List<String> WAYS =
      List.of(
          "after two years of repairs",
          "a month ahead of plan",
          "with money from a lottery",
          "following a vote of its neighbours");
  private final List<Story> written;

  /** Reads the written articles. */
  Newsroom(Instant today) {
    List<Story> stories = new ArrayList<>();
    for (String slug : WRITTEN) {
      stories.add(
          read(slug, today.truncatedTo(ChronoUnit.DAYS).minus(stories.size(), ChronoUnit.HOURS)));
    }
    written = List.copyOf(stories);
  }

  List<Story> written() {
    return written;
  }

  /** Returns the article of that name; the name of a generated one is enough to write it again. */
  Optional<Story> find(String slug) {
    if (slug.matches("fresh-[0-9]{1,18}")) {
      return Optional.of(generated(Long.parseLong(slug.substring("fresh-".length()))));
    }
    return written.stream().filter(story -> story.slug().equals(slug)).findFirst();
  }

  /**
   * Returns the generated article of that number, which is in microseconds since 1970; the same
   * number gives the same article.
   */
  Story generated(long number) {
    Random dice = new Random(number);
    String town = pick(TOWNS, dice);
    String thing = pick(THINGS, dice);
    int visitors = 100 + dice.nextInt(9_000);
    String way = pick(WAYS, dice);
    String title = "%s opens its %s %s (no. %d)".formatted(town, thing, way, number % 1_000_000);
    String html =
        """
        <p>%1$s has a new %2$s. It opened this morning %3$s, and %4$d people came on the first day.</p>
        <p>The mayor cut no ribbon. Instead the oldest and the youngest neighbour turned the key together. "We have waited long \
        enough for speeches," she said, and the band began to play.</p>
        <p>The %2$s cost %5$d thousand euros, a little less than planned. Most of the work was done by firms from the valley, and \
        forty apprentices learned their trade on the site.</p>
        <p>Next spring the town wants to see how many people really use it. If the number stays above %6$d a week, a second one will be \
        built on the other side of the river.</p>
        """
            .formatted(town, thing, way, visitors, 200 + dice.nextInt(800), visitors / 3);
    Instant published =
        Instant.EPOCH.plus(number, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    return new Story("fresh-" + number, title, "Sandbox Wire", html, published);
  }

  private static String pick(List<String> words, Random dice) {
    return words.get(dice.nextInt(words.size()));
  }

  private static Story read(String slug, Instant published) {
    String path = "/sandbox/articles/" + slug + ".html";
    try (InputStream in = Newsroom.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The sandbox lacks its article " + path);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = text.split("\n", 3);
      return new Story(slug, parts[0].strip(), parts[1].strip(), parts[2].strip(), published);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
