package dev.newsreel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.newsreel.Newsreel;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisServer;
import dev.newsreel.redis.TestRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.SettingsLoader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile {@code production} starts with all that it needs, and names what is missing. */
class ProductionTest {

  private static TestSandbox providers;

  private final Map<String, String> settings = new HashMap<>();

  @BeforeAll
  static void start() {
    providers = TestSandbox.start();
  }

  @AfterAll
  static void stop() {
    providers.close();
  }

  @BeforeEach
  void giveAll() {
    TestRedis.empty().close();
    settings.putAll(providers.settings());
    settings.put("profile", "production");
    settings.put("budget.daily-usd", "50");
    settings.put("public-base-url", "https://newsreel.example");
    settings.put("redis.url", TestRedis.url());
    settings.put("port", Integer.toString(Web.freePort()));
    settings.put("management-port", Integer.toString(Web.freePort()));
    settings.put("data.dir", "target/e2e/production");
  }

  private static String makeKey(String url) {
    try (Redis redis = Redis.connect(url, 1)) {
      return new ApiKeys(redis, Clock.systemUTC()).create("test", EnumSet.of(Scope.READ)).text();
    }
  }

  /** Returns what the refusal names, a line each. */
  private List<String> refused() {
    Settings checked = SettingsLoader.load(Path.of(""), Map.of(), settings);
    Throwable failure = catchThrowable(() -> start(checked));
    assertThat(failure).hasMessageStartingWith("profile is production, but this is missing:\n");
    return failure.getMessage().lines().skip(1).map(String::strip).toList();
  }

  private static void start(Settings settings) throws Exception {
    Newsreel.start(settings).close();
  }

  @Test
  void startsWithAllThatItNeeds() {
    String[] all =
        settings.entrySet().stream()
            .filter(e -> !e.getKey().equals("data.dir"))
            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new);
    String key = makeKey(TestRedis.url());

    try (RunningNewsreel node = RunningNewsreel.join(providers, all)) {
      URI videos = node.api().url("/api/v1/videos");
      assertThat(Web.get(videos).status()).isEqualTo(401);
      assertThat(Web.call("GET", videos, new byte[0], "X-API-Key", key).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai.api-key, openai.base-url | openai is simulated | Set OPENAI_API_KEY",
        "submagic.api-key, submagic.base-url | submagic is simulated | Set SUBMAGIC_API_KEY",
        "submagic.api-key | submagic is real and has no key | Set SUBMAGIC_API_KEY",
        "budget.daily-usd | budget.daily-usd is not set | Set BUDGET_DAILY_USD"
      })
  void namesOneMissingSettingWithItsRemedy(String names, String says, String next) {
    makeKey(TestRedis.url());
    for (String name : names.split(", ", -1)) {
      settings.remove(name);
    }

    assertThat(refused()).singleElement().asString().contains(says, next);
  }

  @Test
  void insistsOnAnApiKey() {
    assertThat(refused()).singleElement().asString().contains("no API key", "key create <name>");
  }

  @ParameterizedTest
  @CsvSource({
    "--appendonly no, keeps no append-only file",
    "--maxmemory-policy allkeys-lru, throws keys away"
  })
  void insistsOnARedisThatKeepsEverything(String option, String says) throws Exception {
    try (RedisServer redis = RedisServer.running(option.split(" "))) {
      settings.put("redis.url", redis.url());
      makeKey(redis.url());

      assertThat(refused()).singleElement().asString().contains(says, "Configure it with append");
    }
  }

  @ParameterizedTest
  @CsvSource({", public-base-url is not set", "http://127.0.0.1:9, which is not https"})
  void insistsOnAPublicAddressAndOnSignedWebhooks(String address, String says) {
    settings.put("public-base-url", address == null ? "" : address);
    makeKey(TestRedis.url());

    assertThat(refused())
        .hasSize(2)
        .anyMatch(line -> line.contains(says) && line.contains("Set PUBLIC_BASE_URL"))
        .anyMatch(line -> line.contains("HeyGen signs") && line.contains("HEYGEN_API_KEY"));
  }

  @Test
  void namesAllThatIsMissingAtOnce() {
    settings.keySet().removeIf(n -> !n.matches("profile|.*port|data.dir"));

    assertThat(refused())
        .hasSize(8)
        .anyMatch(line -> line.startsWith("heygen is simulated"))
        .anyMatch(line -> line.contains("embedded Redis"))
        .anyMatch(line -> line.contains("no API key"));
  }

  @Test
  void aRedisThatIsAwayDoesNotHideTheRest() {
    settings.put("redis.url", "redis://127.0.0.1:1");
    settings.remove("budget.daily-usd");

    assertThat(refused())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("redis cannot be asked"))
        .anyMatch(line -> line.startsWith("budget.daily-usd"));
  }

  @Test
  void thereIsNoOtherProfile() {
    settings.put("profile", "dev");
    assertThatThrownBy(() -> SettingsLoader.load(Path.of(""), Map.of(), settings))
        .hasMessageContaining("profile (PROFILE) is \"dev\", not one of development, production");
  }
}
