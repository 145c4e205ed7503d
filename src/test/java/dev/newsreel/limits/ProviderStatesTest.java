package dev.newsreel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.TestExchanges;
import dev.newsreel.limits.ProviderState.Allowance;
import dev.newsreel.redis.SharedRedis;
import dev.newsreel.settings.Settings;
import dev.newsreel.settings.TestSettings;
import dev.newsreel.watch.Figures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderStatesTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);
  private static final Settings SETTINGS =
      TestSettings.with("heygen.slots", "4", "submagic.read-rate", "100/h");

  private final Slots slots = Slots.renders(REDIS.get(), SETTINGS);
  private final Gates gates =
      new Gates(REDIS.get(), SETTINGS, new Gates.Held(slots, null), new Meters(Figures.unseen()));
  private final ProviderStates states = new ProviderStates(gates);

  private static Exchange taken(Gate gate) {
    Exchange exchange = TestExchanges.message("v_1200");
    TestExchanges.receipt(exchange, "video");
    gate.take(exchange);
    return exchange;
  }

  private static void refuse(Gate gate) {
    Exchange call = taken(gate);
    call.setException(TestGate.refusal("heygen_account"));
    UnitOfWorkHelper.doneSynchronizations(call, call.getExchangeExtension().handoverCompletions());
  }

  @Test
  void knowsLittleAtFirst() {
    assertThat(states.all())
        .extracting(ProviderState::provider)
        .containsExactly("openai", "heygen", "submagic");
    ProviderState heygen = states.all().get(1);
    assertThat(heygen)
        .isEqualTo(
            new ProviderState(
                "heygen", "closed", null, null, null, new ProviderState.Slots(4, 4, 0)));
    Allowance reads = states.all().get(2).reads();
    assertThat(reads.limit()).isEqualTo(100);
    assertThat(reads.remaining()).isEqualTo(10);
  }

  @Test
  void tellsWhatIsTakenLeftAndShut() {
    Exchange order = taken(gates.submagic());
    Instant reset = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    String[] told = TestGate.window(30, 12, reset);
    for (int i = 0; i < told.length; i += 2) {
      order.getMessage().setHeader(told[i], told[i + 1]);
    }
    order.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
    gates.submagic().learn(order);
    refuse(gates.heygen());
    gates.openai().circuitBreaker().transitionToOpenState();

    ProviderState heygen = states.all().get(1);
    assertThat(heygen.shut().code()).isEqualTo("heygen_account");
    assertThat(heygen.shut().nextProbe())
        .isEqualTo(heygen.shut().since().plus(Duration.ofMinutes(1)));
    assertThat(heygen.slots()).isEqualTo(new ProviderState.Slots(4, 4, 1));
    assertThat(states.all().get(0).breaker()).isEqualTo("open");
    Allowance rate = states.all().get(2).rate();
    assertThat(rate.limit()).isEqualTo(30);
    assertThat(rate.remaining()).isEqualTo(12);
    assertThat(rate.resetsAt()).isBetween(reset, reset.plusSeconds(1));
  }

  @Test
  void showsItInMetricsAndInHealthWhichStaysUp() {
    refuse(gates.heygen());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ProviderGauges(states).bindTo(registry);

    HealthCheck.Result health = new ProvidersHealth(states).call();

    assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(health.getDetails())
        .containsEntry("state", "degraded")
        .containsEntry("heygen", "shut: heygen_account");
    assertThat(gauge(registry, "provider.shut", "heygen")).isOne();
    assertThat(gauge(registry, "provider.shut", "openai")).isZero();
    assertThat(gauge(registry, "heygen.slots.taken", "heygen")).isOne();
    assertThat(gauge(registry, "provider.rate.limit", "openai")).isNaN();
    assertThat(registry.get("provider.breaker").gauges()).hasSize(9);
  }

  private static double gauge(SimpleMeterRegistry registry, String name, String provider) {
    return registry.get(name).tag("provider", provider).gauge().value();
  }
}
