package dev.newsreel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.job.Status;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.TestRedis;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator page in a real browser. */
class OperatorPageTest {

  private static final String ADDRESS = "Address of an article or a feed";

  private static Browser browser;
  private static TestSandbox providers;
  private static RunningNewsreel node;

  private Page page;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    providers = TestSandbox.start();
    node =
        RunningNewsreel.start(providers, "budget.daily-usd", "500", "submagic.unknown-wait", "1s");
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      node.close();
      providers.close();
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    page = browser.window(1280, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    providers.clearFaults();
    await().until(() -> Web.get(node.api().url("/api/v1/videos")).status() == 200);
    assertThat(browser.complaints()).isEmpty();
  }

  private void go(String path) {
    page.navigate(node.api().home() + "/" + path);
    assertThat(page.locator("main h1").first()).not().hasText("Loading");
    assertThat(page.locator("#state")).containsText("Live");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator problems(Page page) {
    return page.locator(".problems");
  }

  @Test
  void aFirstVideoIsMadeFromTheAddressOfAFeed() {
    go("#/new?from=address");
    page.getByLabel(ADDRESS).fill(providers.url("/feed.xml?first") + "");
    page.getByLabel(ADDRESS).press("Enter");
    assertThat(page.locator(".found")).containsText("4 of them not taken before");
    assertThat(page.locator(".price")).containsText("About $");

    button("Make the videos").click();

    assertThat(page.locator(".steps")).isVisible();
    assertThat(page.locator(".steps li").last()).hasClass("past");
    assertThat(page.locator(".timeline")).containsText("Published");
    Locator film = page.locator("video");
    film.waitFor();
    page.waitForFunction("() => document.querySelector('video').duration > 1");
    assertThat(page.title()).isEqualTo("Video – Newsreel");
  }

  @ParameterizedTest
  @CsvSource({"390, 844, DARK", "1280, 800, LIGHT"})
  void aVideoIsMadeFromTheAddressOfAnArticle(int width, int height, ColorScheme colours) {
    page = browser.window(width, height, colours);
    go("#/new?from=address");
    page.getByLabel(ADDRESS).fill(providers.url("/articles/fresh-4711?" + width) + "");
    button("Read it").click();
    assertThat(page.locator(".found")).containsText("127.0.0.1");
    assertThat(page.locator(".found blockquote")).containsText(" …");
    assertThat(page.locator(".price")).containsText("About $");
    assertFits();
    assertClean("an article that was found");
    String title = page.locator(".found strong").textContent();

    button("Make the video").click();

    assertThat(page.locator("h1")).hasText(title);
  }

  @Test
  void anAddressWithoutAnArticleSaysWhy() {
    go("#/new?from=address");
    page.getByLabel(ADDRESS).fill(providers.url("/articles/none") + "");
    button("Read it").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("404");
    assertThat(button("Make the video")).hasCount(0);

    page.getByLabel(ADDRESS).fill(providers.url("/files/none.mp4") + "");
    button("Read it").click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("404");
  }

  @Test
  void anotherAddressIsReadBeforeAnythingIsMadeOfIt() {
    go("#/new?from=address");
    page.getByLabel(ADDRESS).fill(providers.url("/articles/night-library") + "");
    button("Read it").click();
    assertThat(page.locator(".found")).containsText("The library");
    page.getByLabel(ADDRESS).fill(providers.url("/articles/rooftop-farms") + "");

    button("Make the video").click();
    assertThat(page.locator(".found")).containsText("Supermarket");
    button("Make the video").click();

    assertThat(page.locator("h1")).containsText("Supermarket");
  }

  @Test
  void aVideoIsMadeFromATextThatIsPricedWhileItIsTyped() {
    go("#/new");
    page.getByLabel("Title").fill("A bridge for snails");
    page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
        .fill("The town has opened a bridge for snails. It crosses the busiest path of the park.");
    assertThat(page.locator(".price")).containsText("About $");

    button("Make the video").click();

    assertThat(page.locator("h1")).hasText("A bridge for snails");
    assertThat(page.locator("h1")).isFocused();
  }

  @Test
  void whatIsWrongWithARequestIsSaidAtTheForm() {
    go("#/new");
    page.getByLabel("Title").fill("Nothing else");
    button("Make the video").click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("article.content");
    assertThat(page.getByLabel("Title")).hasValue("Nothing else");
  }

  @Test
  void aFailureIsRetriedAfterItsPriceWasShown() {
    providers.fault("{'provider':'heygen','call':'create','kind':'render_failed','times':1}");
    String id = node.api().accepted();
    node.api().awaitEnd(id, "failed");
    go("");
    Locator cause =
        problems(page)
            .locator(".cause")
            .filter(new Locator.FilterOptions().setHasText("Video failed"));
    assertThat(cause).containsText("HeyGen could not make the video");

    cause.getByRole(AriaRole.BUTTON).first().click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("$");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();

    node.api().awaitStatus(id, "done");
    assertThat(cause).hasCount(0);
    assertThat(page.locator("#said")).containsText(Pattern.compile("Retry: \\d+ video"));
  }

  @Test
  void oneVideoIsHeldAndResumedOnItsOwnPage() {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    String id = node.api().accepted();
    go("#/videos/" + id);
    button("Hold").click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();
    assertThat(page.locator("main")).containsText("Held by a person");
    providers.clearFaults();

    button("Resume").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("nothing is bought");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();

    assertThat(page.locator(".steps li").last()).hasClass("past");
  }

  @Test
  void anOrderThatNobodyKnowsOfIsAttached() {
    providers.fault("{'provider':'submagic','call':'create','kind':'drop_after','times':1}");
    providers.fault("{'provider':'webhook','call':'submagic','kind':'webhook_lost','times':1}");
    String id = node.api().accepted();
    node.api().awaitEnd(id, "held");
    go("#/videos/" + id);
    button("Attach").click();
    page.getByLabel("Project id").fill(providers.projectIdsOf(id).get(0));
    button("Next").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("$");

    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();

    assertThat(page.locator(".steps li").last()).hasClass("past");
    assertThat(page.locator(".timeline")).containsText("Published");
    assertThat(providers.projectsOf(id)).isEqualTo(1);
  }

  static final String MARKUP =
      "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"'><b>bold</b>";
  static final String RTL =
      "\u202Eevil\u202C \u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD";

  static final String EMOJI =
      "\uD83D\uDC0C".repeat(300) + "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  @ParameterizedTest
  @CsvSource({"390, 844", "1280, 800"})
  void hostileTitlesAreOnlyText(int width, int height) {
    page = browser.window(width, height, ColorScheme.DARK);
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      ManyJobs stored = new ManyJobs(redis);
      for (String text : List.of(MARKUP, RTL, EMOJI, "w".repeat(10_000))) {
        go("#/videos/" + stored.store(text));
        assertThat(page.locator(".prose").first()).isVisible();
        assertThat(page.locator("h1").textContent()).isEqualTo(text);
        assertThat(page.locator(".prose").first().textContent()).isEqualTo(text);
        assertFits();
      }
    }
    for (String view : List.of("", "#/videos")) {
      go(view);
      assertThat(page.locator(".row").first()).isVisible();
      assertFits();
    }
    assertThat(page.evaluate("() => window.hacked")).isNull();
    assertThat(page.locator("main b, main img, main script")).hasCount(0);
  }

  private void assertFits() {
    assertThat((Boolean) page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth"))
        .isTrue();
  }

  @Test
  void tenThousandVideosAreListedAndSearched() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      ManyJobs many = new ManyJobs(redis);
      many.store(10_000, Status.DONE, "Plain story number");
      many.store(120, Status.FAILED, "A needle of hay");
    }
    go("#/videos?status=done");
    assertThat(page.locator(".row")).hasCount(50);
    assertThat(page.locator(".filter").first()).containsText(Pattern.compile("10,\\d{3}"));
    button("Show more").click();
    assertThat(page.locator(".row")).hasCount(100);

    page.getByLabel("Search").fill("number 9987");
    assertThat(page.locator(".row")).hasCount(1);
    assertThat(page.locator(".row")).containsText("Plain story number 9987");
    assertThat(page.getByLabel("Search")).isFocused();

    go("");
    Locator cause =
        problems(page).locator(".cause").filter(new Locator.FilterOptions().setHasText("Too long"));
    assertThat(cause).containsText("120 videos");
    cause.getByText("Cancel all").click();
    page.getByRole(AriaRole.DIALOG).getByText("Cancel all").click();
    assertThat(cause).hasCount(0);
    assertThat(page.locator("#said")).containsText("Cancel: 120 videos");
  }

  @Test
  void twoTabsShowTheSame() {
    go("");
    Page other = browser.tab();
    other.navigate(node.api().home() + "/#/videos");
    String id = node.api().accepted();

    for (Page each : List.of(page, other)) {
      assertThat(each.locator("[data-key=" + id + "] .badge")).hasText(Pattern.compile("Done"));
    }
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    go("");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();
    page.getByRole(AriaRole.NAVIGATION).getByText("New video").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().type("Typed by hand");
    page.keyboard().press("Tab");
    page.keyboard().type("The whole text of this article was typed by somebody without a mouse.");
    assertThat(page.locator(".price")).containsText("About $");
    for (int i = 0; i < 3; i++) {
      page.keyboard().press("Tab");
    }
    assertThat(button("Make the video")).isFocused();
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).hasText("Typed by hand");
  }

  @Test
  void aDialogIsLeftWithEscapeAndNothingIsDone() {
    providers.fault("{'provider':'heygen','call':'create','kind':'status','status':402}");
    String id = node.api().accepted();
    go("#/videos/" + id);
    button("Hold").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("nothing is bought");

    page.keyboard().press("Escape");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    providers.clearFaults();
    node.api().awaitEnd(id, "done");
  }

  @Test
  void aKeyIsAskedForAndARefusedOneIsAskedForAgain() {
    try (Redis redis = Redis.connect(TestRedis.url(), 1)) {
      ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
      ApiKeys.Created made = keys.create("page", EnumSet.of(Scope.READ));
      await().until(() -> Web.get(node.api().url("/api/v1/videos")).status() == 401);
      try {
        page.navigate(node.api().home() + "/");
        page.locator("#key").fill("nr_nonsense");
        button("Use this key").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("not valid");
        page.locator("#key").fill(made.text());
        button("Use this key").click();

        assertThat(page.locator("#state")).containsText("Live");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.reload();
        assertThat(page.locator("#state")).containsText("Live");
      } finally {
        keys.revoke(made.key().id());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void axeFindsNothingInAnyView(ColorScheme colours) {
    providers.fault("{'provider':'heygen','call':'create','kind':'render_failed','times':1}");
    String failed = node.api().accepted();
    node.api().awaitEnd(failed, "failed");
    String done = node.api().accepted();
    node.api().awaitEnd(done, "done");
    page = browser.window(colours == ColorScheme.LIGHT ? 1280 : 390, 844, colours);
    for (String view :
        List.of(
            "",
            "#/videos",
            "#/videos?status=failed",
            "#/feeds",
            "#/new",
            "#/new?from=address",
            "#/videos/" + failed,
            "#/videos/" + done)) {
      go(view);
      assertThat(page.locator("main")).not().containsText("Loading");
      assertClean(colours + " " + view);
    }
    go("#/videos/" + failed);
    button("Retry").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("$");
    assertClean(colours + " dialog");
  }

  private void assertClean(String where) {
    List<String> found =
        new AxeBuilder(page)
            .setLegacyMode(true).analyze().getViolations().stream()
                .map(
                    rule ->
                        rule.getId()
                            + ": "
                            + rule.getNodes().get(0).getHtml()
                            + " "
                            + rule.getNodes().get(0).getFailureSummary())
                .toList();
    assertThat(found).as(where).isEmpty();
  }
}
