package dev.newsreel;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every test waits for what must come. No test is slower for it that passes, and none
 * fails because its machine is busy.
 */
public final class Patience implements BeforeAllCallback {

  /** Longer than anything but a real hang. */
  public static final Duration LONG = Duration.ofMinutes(2);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG);
    // What is not there yet may also show as an exception: it is looked for again.
    Awaitility.ignoreExceptionsByDefault();
  }
}
