package dev.newsreel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of other releases are read as far as they can be. */
class MessageTest {

  private static Message of(Map<String, String> fields) {
    return Message.of(new Partition(0), new Receipt("stream", "1-1", "node"), 1, fields);
  }

  @Test
  void unknownFieldsArePassedOver() {
    Message message = of(Map.of("key", "v_1", "body", "b", "attempt", "2", "form", "new"));

    assertThat(message.key()).isEqualTo("v_1");
    assertThat(message.body()).isEqualTo("b");
    assertThat(message.attempt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", "-1", "99999999999"})
  void aNumberOfAttemptsThatIsNoneKeepsNobodyFromReading(String attempt) {
    assertThat(of(Map.of("key", "v_1", "attempt", attempt)).attempt()).isZero();
  }
}
