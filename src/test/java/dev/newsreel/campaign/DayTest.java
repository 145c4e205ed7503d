package dev.newsreel.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.e2e.TestSandbox;
import dev.newsreel.e2e.Web;
import dev.newsreel.job.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A day of many entries from 20 feeds on ten slots and three nodes, with an outage, a spent budget
 * and a refused key in it. A render takes two seconds in place of fifteen minutes. The providers'
 * own log and bill are the judge.
 */
@Tag("campaign")
class DayTest {

  private static final int FEEDS = 20;
  private static final int ENTRIES = Integer.getInteger("day.entries", 300);
  private static final int SLOTS = 10;
  private static final double USD_EACH = 1.6;
  private static final Pattern JOB = Pattern.compile("v_[0-9a-z]{26}");
  private static final String TEXT =
      " The town has opened its new river bridge this morning, and many people came to see it."
          + " The band played until noon, and the mayor promised to keep the ferry for the children.";

  private final Timetable clock = new Timetable();
  private final Map<String, String> feeds = new HashMap<>();
  private TestSandbox providers;
  private Fleet fleet;

  @BeforeEach
  void start() throws IOException {
    providers = TestSandbox.start("heygen.render", "2s", "heygen.slots", Integer.toString(SLOTS));
    Map<String, String> settings = new HashMap<>();
    settings.put("heygen.slots", Integer.toString(SLOTS));
    settings.put("budget.daily-usd", Integer.toString((int) (ENTRIES * USD_EACH / 2)));
    settings.put("budget.recheck", "2s");
    settings.put("provider.probe", "1s");
    settings.put("reconcile.after", "10s");
    fleet = new Fleet(3, settings, providers, clock);
  }

  @AfterEach
  void stop() {
    clock.close();
    fleet.close();
    providers.close();
  }

  @Test
  void everyLimitHoldsAndEveryVideoIsMade() {
    List<Integer> running = new ArrayList<>();
    List<Integer> busy = new ArrayList<>();
    postAll();
    int before = orderedVideos();

    awaitVideos(before + SLOTS, running);
    awaitVideos(orderedVideos() + 6 * SLOTS, busy);
    running.addAll(busy);
    providers.fault("{'provider':'heygen','kind':'status','status':503,'times':100000}");
    clock.after(Duration.ofSeconds(10), providers::clearFaults);
    int ordered = orderedVideos();
    String urgent = post("", "Urgent");
    awaitSpent();
    double spentAtCap = providers.bill().at("/total_usd").asDouble();
    fleet.restartWith("budget.daily-usd", Integer.toString(ENTRIES * 10));
    fleet.awaitReady();
    providers.fault("{'provider':'heygen','kind':'status','status':401,'times':30}");
    awaitVideos(ENTRIES + 1, running);
    await().atMost(Duration.ofMinutes(2)).until(() -> done() == ENTRIES + 1);

    System.out.printf(
        "slots used %.1f of %d while busy; %.2f USD spent at the cap of %.0f; %s refused%n",
        mean(busy),
        SLOTS,
        spentAtCap,
        ENTRIES * USD_EACH / 2,
        providers.bill().at("/heygen/refused").asText());
    List<String> order = orderOfVideos();
    assertThat(Collections.max(running)).isLessThanOrEqualTo(SLOTS);
    assertThat(providers.bill().at("/heygen/refused").asInt()).as("over the slots").isZero();
    // On a machine that does nothing else it is more than nine tenths.
    assertThat(mean(busy)).isGreaterThan(0.5 * SLOTS);
    assertThat(spentAtCap).isLessThanOrEqualTo(ENTRIES * USD_EACH / 2);
    assertThat(order.indexOf(urgent)).as("the urgent one").isBetween(ordered, ordered + 4 * SLOTS);
    assertThat(order).doesNotHaveDuplicates().hasSize(ENTRIES + 1);
    feedsTookTurns(order.subList(before + SLOTS, before + 5 * SLOTS));
  }

  private void postAll() {
    IntStream.range(0, ENTRIES).forEach(i -> post("feed-" + i * FEEDS / ENTRIES, "Bridge " + i));
  }

  private String post(String feed, String title) {
    var body = Json.MAPPER.createObjectNode();
    body.putObject("article").put("title", title).put("content", title + "." + TEXT);
    if (!feed.isEmpty()) {
      body.put("feed", feed);
    }
    Web.Reply reply =
        Web.postJson(URI.create(fleet.door().url() + "/api/v1/videos"), Json.write(body));
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String id = reply.json().path("id").asText();
    feeds.put(id, feed);
    return id;
  }

  private void awaitVideos(int count, List<Integer> running) {
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(10))
        .until(
            () -> {
              running.add(state().at("/heygen/running").asInt());
              return orderedVideos() >= count;
            });
  }

  private int orderedVideos() {
    return providers.bill().at("/heygen/videos").asInt();
  }

  private static double mean(List<Integer> running) {
    return running.stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  private JsonNode state() {
    return Web.get(providers.url("/control/state")).json();
  }

  private void awaitSpent() {
    await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> state().at("/heygen/running").asInt() == 0 && waiting() > 0);
  }

  private int waiting() {
    return get("/api/v1/spend").at("/waiting_for_money/jobs").asInt();
  }

  private int done() {
    return get("/api/v1/videos?limit=1").at("/counts/done").asInt();
  }

  private JsonNode get(String path) {
    return Web.get(URI.create(fleet.door().url() + path)).json();
  }

  /** Returns the jobs in the order in which HeyGen was asked for their videos. */
  private List<String> orderOfVideos() {
    List<String> jobs = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = heyGen("/v3/videos?limit=100" + token);
      page.path("data").forEach(v -> jobs.add(jobIn(v.path("title").asText())));
      token = "&token=" + page.path("next_token").asText("");
    } while (!token.equals("&token="));
    Collections.reverse(jobs);
    return jobs;
  }

  private JsonNode heyGen(String path) {
    return Web.call("GET", providers.url("/heygen" + path), new byte[0], "x-api-key", "k").json();
  }

  private static String jobIn(String title) {
    Matcher matcher = JOB.matcher(title);
    return matcher.find() ? matcher.group() : title;
  }

  private void feedsTookTurns(List<String> first) {
    Map<String, Long> turns =
        first.stream().collect(Collectors.groupingBy(feeds::get, Collectors.counting()));

    // In the order of their coming two or three feeds would have it all.
    assertThat(turns).hasSizeGreaterThan(FEEDS / 2);
    assertThat(turns.values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(6));
  }
}
