package dev.newsreel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.newsreel.redis.RedisServer;
import org.junit.jupiter.api.Test;

/** The operator page while what it shows cannot be had. */
class RedisGonePageTest {

  @Test
  void thePageSaysThatRedisIsGoneAndGoesOnWhenItIsBack() throws Exception {
    try (Browser browser = Browser.start();
        TestSandbox providers = TestSandbox.start();
        RedisServer redis = RedisServer.running()) {
      RunningNewsreel node = RunningNewsreel.on(redis.url(), providers);
      PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
      Page page = browser.window(1280, 800, ColorScheme.LIGHT);
      page.navigate(node.api().home() + "/");
      assertThat(page.locator("#state")).containsText("Live");

      redis.kill();
      assertThat(page.locator("#banners")).containsText("Redis does not answer");
      assertThat(page.locator(".stage-count").first()).isVisible();
      redis.start();

      assertThat(page.locator("#banners")).not().containsText("Redis does not answer");
      String id = node.api().accepted();
      assertThat(page.locator("[data-key=" + id + "]")).containsText("Done");

      node.close();
      assertThat(page.locator("#banners")).containsText("Connection lost");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
