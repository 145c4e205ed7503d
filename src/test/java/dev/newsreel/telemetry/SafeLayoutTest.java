package dev.newsreel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import dev.newsreel.settings.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** The lines of {@code log4j2.xml}, as they reach the console. */
class SafeLayoutTest {

  private static final String FORGED =
      "first\n2026-01-01T00:00:00.000Z ERROR Newsreel all is lost\r\nlast\u001b[31m\u2028\u202e";

  @Test
  void aMessageIsOneLineOfTextWhateverIsInIt() {
    String written = written("text", FORGED, null);

    assertThat(written).endsWith("\n").contains("first\\n2026", "all is lost\\r\\nlast?[31m??");
    assertThat(written.lines()).hasSize(1);
  }

  @Test
  void noLineOfAnExceptionPassesForAnEvent() {
    String written = written("text", "failed", new IllegalStateException(FORGED));

    assertThat(written.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
    assertThat(written).doesNotContain("\u001b", "\u2028", "\u202e", "\r");
  }

  @Test
  void anEventIsOneJsonObjectALineInEcsNames() {
    String written = written("json", FORGED, new IllegalStateException(FORGED));

    assertThat(written.lines()).hasSize(1);
    JsonNode line = Json.tree(written.getBytes(StandardCharsets.UTF_8));
    assertThat(line.path("message").asText()).startsWith("first\n2026").contains("\r\nlast");
    assertThat(line.path("log.level").asText()).isEqualTo("WARN");
    assertThat(line.path("labels.job").asText()).isEqualTo("v_1");
    assertThat(line.path("labels.feed").asText()).isEqualTo("town");
    assertThat(line.path("labels.stage").asText()).isEqualTo("video");
    assertThat(line.path("labels.provider").asText()).isEqualTo("heygen");
    assertThat(line.path("trace.id").asText()).isEqualTo("a1b2");
    assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.path("error.message").asText()).startsWith("first\n");
    assertThat(line.path("error.stack_trace").asText()).contains("SafeLayoutTest");
  }

  @Test
  void secretsAreHiddenInMessagesAndExceptions() {
    String key = "nr_0123456789ab_" + "planted".repeat(7);
    Throwable failure = new IllegalStateException("a", new RuntimeException("not " + key));

    for (String format : new String[] {"text", "json"}) {
      assertThat(written(format, "sent " + key, failure)).contains("***").doesNotContain("planted");
    }
  }

  private static String written(String appender, String message, Throwable failure) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    StringLayout layout =
        (StringLayout) context.getConfiguration().getAppender(appender).getLayout();
    SortedArrayStringMap marks = new SortedArrayStringMap();
    Map.of("job", "v_1", "feed", "town", "stage", "video", "provider", "heygen", "trace", "a1b2")
        .forEach(marks::putValue);
    Log4jLogEvent event =
        Log4jLogEvent.newBuilder()
            .setLoggerName("dev.newsreel.Any")
            .setLevel(Level.WARN)
            .setMessage(new SimpleMessage(message))
            .setThrown(failure)
            .setContextData(marks)
            .build();
    return new SafeLayout(layout, Secrets.unknown()).toSerializable(event);
  }
}
