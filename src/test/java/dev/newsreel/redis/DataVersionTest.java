package dev.newsreel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

class DataVersionTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private RBucket<String> noted;

  @BeforeEach
  void prepare() {
    noted = bucket("data-version");
  }

  private static RBucket<String> bucket(String key) {
    return REDIS.get().client().getBucket(new Partition(0).key(key), StringCodec.INSTANCE);
  }

  private static DataVersion release(int oldest, int newest) {
    return new DataVersion(REDIS.get(), oldest, newest);
  }

  @Test
  void anEmptyRedisGetsTheNewestOfItsFirstRelease() {
    assertThat(release(1, 3).look()).isEmpty();
    assertThat(noted.get()).isNull();

    assertThat(release(1, 3).open()).isEqualTo(3);
    assertThat(release(2, 4).open()).isEqualTo(3);
    assertThat(noted.get()).isEqualTo("3");
  }

  @Test
  void whatWasStoredBeforeVersionsWereNotedIsOfTheFirst() {
    bucket("trail:setup").set("{}");

    assertThat(release(1, 3).open()).isEqualTo(1);
  }

  @Test
  void aReleaseThatIsTooOldIsRefusedAndChangesNothing() {
    noted.set("3");

    assertThatThrownBy(release(1, 2)::open)
        .isInstanceOf(UnfitData.class)
        .hasMessage(
            "Redis holds data of version 3, and this release knows versions up to 2:"
                + " start a newer release of Newsreel");
    assertThatThrownBy(release(1, 2)::look).isInstanceOf(UnfitData.class);
    assertThatThrownBy(release(1, 2)::raise).isInstanceOf(UnfitData.class);
    assertThat(noted.get()).isEqualTo("3");
  }

  @Test
  void noReleaseIsLeftOut() {
    noted.set("1");

    assertThatThrownBy(release(2, 3)::open)
        .hasMessageContaining("finish the upgrade to a release between them first");
    assertThat(noted.get()).isEqualTo("1");
  }

  @Test
  void aNewerReleaseRaisesItOnlyWhenItIsTold() {
    noted.set("1");
    DataVersion newer = release(1, 2);

    assertThat(newer.open()).isEqualTo(1);
    assertThat(newer.canRaise(1)).isTrue();
    assertThat(noted.get()).isEqualTo("1");

    assertThat(newer.raise()).isEqualTo(2);
    assertThat(newer.raise()).as("a repeat").isEqualTo(2);
    assertThat(newer.canRaise(2)).isFalse();
    assertThat(noted.get()).isEqualTo("2");
    assertThatThrownBy(release(1, 1)::look).isInstanceOf(UnfitData.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "0", "-1", "1.5", " 1", "1\n", "99999999999", "{\"v\":1}"})
  void nonsenseIsRefusedWithItsPlace(String nonsense) {
    noted.set(nonsense);

    assertThatThrownBy(release(1, 2)::open)
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("newsreel:{0}:data-version")
        .hasMessageNotContaining("\n");
    assertThat(noted.get()).isEqualTo(nonsense);
  }

  @Test
  void anotherKindOfKeyIsRefused() {
    REDIS.get().client().getSet(noted.getName(), StringCodec.INSTANCE).add("1");

    assertThatThrownBy(release(1, 2)::open)
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("\"a set\"");
  }

  @Test
  void twoNodesThatStartAtOnceFindTheSame() throws Exception {
    for (int i = 0; i < 50; i++) {
      noted.delete();

      List<Object> both =
          together(() -> outcome(release(1, 1)::open), () -> outcome(release(1, 2)::open));

      // Either the older one came first, or it is refused.
      String now = noted.get();
      assertThat(both).isEqualTo(now.equals("1") ? List.of(1, 1) : List.of("UnfitData", 2));
    }
  }

  @Test
  void ofTwoWhoRaiseItAtOnceTheNewestWins() throws Exception {
    for (int i = 0; i < 50; i++) {
      noted.set("1");

      List<Object> both =
          together(() -> outcome(release(1, 2)::raise), () -> outcome(release(1, 3)::raise));

      // The first is done, or refused because the second came before it.
      assertThat(both.get(0)).isIn(2, "UnfitData");
      assertThat(both.get(1)).isEqualTo(3);
      assertThat(noted.get()).isEqualTo("3");
    }
  }

  private static Object outcome(IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (UnfitData e) {
      return e.getClass().getSimpleName();
    }
  }

  private static List<Object> together(Callable<Object> one, Callable<Object> two)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Object> first = threads.submit(() -> after(start, one));
      Future<Object> second = threads.submit(() -> after(start, two));
      return List.of(first.get(), second.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Object after(CyclicBarrier start, Callable<Object> work) throws Exception {
    start.await();
    return work.call();
  }
}
