package dev.newsreel.money;

import dev.newsreel.job.Prices;
import dev.newsreel.job.Prices.Tokens;
import dev.newsreel.settings.BadSetting;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The table of prices: a resource of the same name, whose lines a {@code prices.properties} in the
 * working directory replaces one by one. Settings outweigh both.
 */
public final class PriceList {

  /** The name of the table, in the working directory and in the jar. */
  static final String FILE = "prices.properties";

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(\\.\\d{1,12})?");
  private static final Pattern SNAPSHOT = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

  private final Properties table;
  private final Settings settings;
  private final List<String> faults = new ArrayList<>();

  private PriceList(Properties table, Settings settings) {
    this.table = table;
    this.settings = settings;
  }

  /**
   * The prices in force.
   *
   * @param prices what things cost
   * @param read the day on which the table was read
   */
  public record Read(Prices prices, LocalDate read) {}

  /**
   * Returns the prices of the model, the engine and the resolution that the settings name.
   *
   * @param directory the working directory
   * @throws BadSetting that names every price that is missing or no amount, and what to do
   */
  public static Read load(Path directory, Settings settings) {
    PriceList list = new PriceList(table(directory), settings);
    Prices prices =
        new Prices(
            list.tokens(),
            list.price(
                "heygen.usd-per-second",
                "heygen.%s.%s"
                    .formatted(settings.text("heygen.engine"), settings.text("heygen.resolution"))),
            list.price("submagic.usd-per-minute", "submagic.minute"));
    LocalDate read = list.read();
    if (!list.faults.isEmpty()) {
      throw new BadSetting(list.faults);
    }
    return new Read(prices, read);
  }

  private static Properties table(Path directory) {
    Properties table = new Properties();
    Path own = directory.resolve(FILE);
    try (InputStream in = PriceList.class.getResourceAsStream(FILE)) {
      table.load(in);
      if (Files.exists(own)) {
        try (Reader reader = Files.newBufferedReader(own)) {
          table.load(reader);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSetting(FILE + " cannot be read: " + e.getMessage());
    }
    return table;
  }

  private LocalDate read() {
    String day = table.getProperty("read", "").strip();
    try {
      return LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      faults.add("%s: read is \"%s\", not a day such as 2026-11-22".formatted(FILE, day));
      return null;
    }
  }

  private BigDecimal price(String setting, String line) {
    if (settings.has(setting)) {
      return settings.decimal(setting);
    }
    String value = table.getProperty(line);
    if (value == null) {
      faults.add("There is no price %s: set %s, or add it to %s".formatted(line, setting, FILE));
      return null;
    }
    return amount(line, value.strip());
  }

  private BigDecimal amount(String line, String value) {
    if (!AMOUNT.matcher(value).matches()) {
      faults.add("%s: %s has \"%s\", not an amount such as 0.15".formatted(FILE, line, value));
      return null;
    }
    return new BigDecimal(value);
  }

  private Tokens tokens() {
    BigDecimal input = setting("input");
    BigDecimal cached = setting("cached");
    BigDecimal output = setting("output");
    if (input == null || output == null) {
      Tokens listed = listed();
      if (listed == null) {
        return null;
      }
      cached = cached == null && input == null ? listed.cached() : cached;
      input = input == null ? listed.input() : input;
      output = output == null ? listed.output() : output;
    }
    return new Tokens(input, cached == null ? input : cached, output);
  }

  private BigDecimal setting(String kind) {
    String name = "openai.usd-per-million-" + kind;
    return settings.has(name) ? settings.decimal(name) : null;
  }

  private Tokens listed() {
    String model = settings.text("openai.model");
    String line = "openai." + model;
    String value =
        table.getProperty(
            line, table.getProperty("openai." + SNAPSHOT.matcher(model).replaceFirst("")));
    if (value == null) {
      faults.add(
          ("There is no price %s: set openai.usd-per-million-input and"
                  + " openai.usd-per-million-output, or add it to %s")
              .formatted(line, FILE));
      return null;
    }
    String[] parts = value.split("/", -1);
    if (parts.length != 3) {
      faults.add("%s: %s must be asked / remembered / written".formatted(FILE, line));
      return null;
    }
    String cached = parts[1].strip();
    return new Tokens(
        amount(line, parts[0].strip()),
        amount(line, cached.equals("-") ? parts[0].strip() : cached),
        amount(line, parts[2].strip()));
  }
}
