package dev.newsreel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerFailuresTest {

  private final CamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aTimerThatFailsIsToldInOneLineEachTimeAndGoesOn() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    context.getRegistry().bind("lines", new TimerFailures(told::add));
    context.addRoutes(failing("timer:look?delay=0&period=20&exceptionHandler=#lines"));

    context.start();
    await().until(() -> told.size() >= 2);

    assertThat(told)
        .allSatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "look-at-it: java.lang.IllegalStateException: HeyGen is away;"
                            + " it runs again at its next time"));
  }

  @Test
  void eachTimerHasItUnlessItNamesAnother() {
    TimerFailures other = new TimerFailures(line -> {});
    context.getRegistry().bind("other", other);
    TimerFailures.watch(context);

    TimerEndpoint plain = context.getEndpoint("timer:plain", TimerEndpoint.class);
    TimerEndpoint own =
        context.getEndpoint("timer:own?exceptionHandler=#other", TimerEndpoint.class);

    assertThat(plain.getExceptionHandler()).isInstanceOf(TimerFailures.class).isNotSameAs(other);
    assertThat(own.getExceptionHandler()).isSameAs(other);
  }

  private static RouteBuilder failing(String timer) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from(timer)
            .routeId("look-at-it")
            .throwException(new IllegalStateException("HeyGen is away"));
      }
    };
  }
}
