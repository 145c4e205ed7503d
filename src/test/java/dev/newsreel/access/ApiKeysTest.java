package dev.newsreel.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.SharedRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.codec.StringCodec;

class ApiKeysTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(2);

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:30Z");
  private static final Set<Scope> READ = EnumSet.of(Scope.READ);

  private final ApiKeys keys = new ApiKeys(REDIS.get(), at(NOON));

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private Callers callersAt(Duration later) {
    Callers callers = new Callers(keys, at(NOON.plus(later)));
    callers.refresh();
    return callers;
  }

  @Test
  void aKeyProvesWhoCalls() {
    ApiKeys.Created created = keys.create("newsroom", READ);

    assertThat(callersAt(Duration.ZERO).prove(created.text())).contains(created.key());
    assertThat(created.key().scopes()).isEqualTo(READ);
  }

  @Test
  void theSecretIsStoredNowhere() {
    String text = keys.create("newsroom", READ).text();
    String secret = text.substring(text.indexOf('_', 3) + 1);

    String stored =
        REDIS
            .get()
            .client()
            .getMap(new Partition(0).key("keys"), StringCodec.INSTANCE)
            .readAllMap()
            .toString();

    assertThat(stored).contains("newsroom").doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nr_", "test-key", "nr_000000000000_", "NR", "nr_zzzzzzzzzzzz_aaa"})
  void nonsenseProvesNothing(String text) {
    keys.create("newsroom", READ);

    assertThat(callersAt(Duration.ZERO).prove(text)).isEmpty();
  }

  @Test
  void theSecretOfAnotherKeyProvesNothing() {
    String one = keys.create("one", READ).text();
    String other = keys.create("other", READ).text();

    String mixed = one.substring(0, 16) + other.substring(16);

    assertThat(callersAt(Duration.ZERO).prove(mixed)).isEmpty();
  }

  @Test
  void aRevokedKeyIsRefusedAndCannotBeUsedAgain() {
    ApiKeys.Created created = keys.create("newsroom", READ);

    assertThat(keys.revoke(created.key().id())).isTrue();
    assertThat(keys.revoke(created.key().id())).isTrue();

    Callers callers = callersAt(Duration.ZERO);
    assertThat(callers.prove(created.text())).isEmpty();
    assertThat(callers.needKey()).isFalse();
    assertThat(keys.all()).singleElement().matches(key -> !key.inForce());
  }

  @Test
  void anUnknownKeyCannotBeRevoked() {
    assertThat(keys.revoke("000000000000")).isFalse();
  }

  @Test
  void aKeyIsNeededAsSoonAsThereIsOne() {
    assertThat(callersAt(Duration.ZERO).needKey()).isFalse();

    keys.create("newsroom", READ);

    assertThat(callersAt(Duration.ZERO).needKey()).isTrue();
  }

  @Test
  void tellsWhenAKeyWasLastUsedToTheMinute() {
    ApiKeys.Created used = keys.create("used", READ);
    keys.create("unused", READ);
    Settable time = new Settable(NOON);
    Callers callers = new Callers(keys, time);
    callers.refresh();

    callers.prove(used.text());
    time.now = NOON.plusSeconds(3);
    callers.refresh();

    Instant minute = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(keys.lastUsed()).isEqualTo(Map.of(used.key().id(), minute));
  }

  @Test
  void noticesAnotherNodesChangeAfterTwoSeconds() {
    Settable time = new Settable(NOON);
    Callers callers = new Callers(keys, time);
    callers.refresh();
    ApiKeys.Created created = keys.create("newsroom", READ);

    assertThat(callers.isStale()).isFalse();
    time.now = NOON.plusSeconds(3);
    assertThat(callers.isStale()).isTrue();
    callers.refresh();

    assertThat(callers.prove(created.text())).isPresent();
  }

  private static final class Settable extends Clock {
    private Instant now;

    Settable(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
