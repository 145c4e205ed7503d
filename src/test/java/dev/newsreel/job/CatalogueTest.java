package dev.newsreel.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.redis.SharedRedis;
import dev.newsreel.watch.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known for certain is refused, nothing else. */
class CatalogueTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock(Instant.now());
  private final AtomicInteger reads = new AtomicInteger();
  private final List<OfferStore> stores = new ArrayList<>();
  private volatile List<Offer> avatars = List.of(offer("Abigail_newsroom_front", "Abigail"));

  @AfterEach
  void close() {
    stores.forEach(OfferStore::close);
  }

  private static Offer offer(String id, String name) {
    return new Offer(id, name, null, null, null, null, null, null);
  }

  private Offer.All read() {
    reads.incrementAndGet();
    return new Offer.All(clock.millis(), avatars, List.of());
  }

  private Catalogue node(Callable<Offer.All> reader) {
    OfferStore.Options options =
        new OfferStore.Options("account", Duration.ofDays(1), Duration.ofSeconds(10), clock);
    OfferStore store = new OfferStore(REDIS.get(), reader, options);
    stores.add(store);
    return new Catalogue(store, Figures.unseen().loops().watch("catalogue", Duration.ofMinutes(1)));
  }

  @Test
  void anUnknownOneIsRefusedWithTheNearestNamesAndVoicesThatNobodyToldOfAreNot() {
    Catalogue catalogue = node(this::read);

    assertThat(catalogue.refusesAvatar("Abigail_newsroom_front")).isEmpty();
    assertThat(catalogue.refusesAvatar("Abigal_newsrom"))
        .hasValueSatisfying(why -> assertThat(why).contains("Abigail_newsroom_front (Abigail)"));
    assertThat(catalogue.refusesAvatar("qqq"))
        .hasValueSatisfying(why -> assertThat(why).contains("GET /api/v1/avatars"));
    assertThat(catalogue.refusesVoice("any")).isEmpty();
    assertThat(catalogue.refusesAvatar(null)).isEmpty();
    assertThat(reads).hasValue(1);
  }

  @Test
  void aHundredCallersAndTwoNodesReadOnce() {
    Catalogue one = node(this::read);
    Catalogue other = node(this::read);

    List<CompletableFuture<Optional<String>>> calls =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> (i % 2 == 0 ? one : other).refusesAvatar("Abigail_newsroom_front")))
            .toList();

    assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(Optional.empty());
    assertThat(reads).hasValue(1);
  }

  @Test
  void aNewAvatarIsAskedForBeforeItIsRefusedButNotMoreThanOnceAMinute() {
    Catalogue catalogue = node(this::read);
    assertThat(catalogue.refusesAvatar("new")).isPresent();
    avatars = List.of(offer("new", "New"));
    assertThat(catalogue.refusesAvatar("new")).isPresent();
    assertThat(reads).hasValue(1);

    clock.advance(Duration.ofMinutes(2));
    REDIS.get().client().getKeys().deleteByPattern("*lease:catalogue*");
    stores.get(0).forgetPauses();

    assertThat(catalogue.refusesAvatar("new")).isEmpty();
    assertThat(reads).hasValue(2);
  }

  @Test
  void nothingIsRefusedWhenHeyGenDoesNotTell() {
    Catalogue catalogue =
        node(
            () -> {
              reads.incrementAndGet();
              throw new IOException("HeyGen answered 401");
            });

    for (int i = 0; i < 50; i++) {
      assertThat(catalogue.refusesAvatar("any-" + i)).isEmpty();
    }
    assertThat(catalogue.all().avatars()).isEmpty();
    assertThat(reads).hasValue(1);
  }

  @Test
  void anOldReadingIsNotBelievedWhenItLacksAnIdAndIsWhenItHasIt() {
    assertThat(node(this::read).refusesAvatar("Abigail_newsroom_front")).isEmpty();
    clock.advance(Duration.ofHours(30));
    Catalogue later =
        node(
            () -> {
              throw new IOException("HeyGen answered 500");
            });

    assertThat(later.refusesAvatar("Abigail_newsroom_front")).isEmpty();
    assertThat(later.refusesAvatar("other")).isEmpty();
    assertThat(later.all().avatars()).hasSize(1);
  }

  @Test
  void manyCallersTogetherWaitForASlowHeyGenNoLongerThanOne() {
    CountDownLatch never = new CountDownLatch(1);
    OfferStore.Options options =
        new OfferStore.Options("account", Duration.ofDays(1), Duration.ofMillis(300), clock);
    OfferStore store =
        new OfferStore(
            REDIS.get(),
            () -> {
              never.await();
              return read();
            },
            options);
    stores.add(store);
    Catalogue catalogue =
        new Catalogue(store, Figures.unseen().loops().watch("catalogue", Duration.ofMinutes(1)));

    long began = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThat(catalogue.refusesAvatar("slow-" + i)).isEmpty();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    never.countDown();
  }

  @Test
  void aReadingThatWillSoonBeTooOldIsMadeAnewInTheBackground() {
    Catalogue catalogue = node(this::read);
    catalogue.all();
    catalogue.freshen();
    assertThat(reads).hasValue(1);

    clock.advance(Duration.ofHours(22));
    REDIS.get().client().getKeys().deleteByPattern("*lease:catalogue*");
    stores.get(0).forgetPauses();
    catalogue.freshen();

    org.awaitility.Awaitility.await().until(() -> reads.get() == 2);
  }
}
