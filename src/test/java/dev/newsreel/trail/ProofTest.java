package dev.newsreel.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsreel.job.Digest;
import dev.newsreel.job.TestClock;
import dev.newsreel.redis.SharedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** Every way to change what was written is tried by hand and must be named. */
class ProofTest {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis(1);

  private final TestClock clock = new TestClock();
  private List<String> lines;

  @BeforeEach
  void writeFive() {
    try (Trail trail = new Trail(REDIS.get(), clock, "node-1")) {
      for (int i = 1; i <= 5; i++) {
        trail.write(act(i));
        clock.advance(Duration.ofDays(1));
      }
    }
    lines = new ArrayList<>();
    new TrailReader(REDIS.get()).all(lines::add);
  }

  private static Entry act(int i) {
    return Entry.act(Who.command(), null, null, Entry.Act.command("test", "a" + i));
  }

  private static RScoredSortedSet<String> stored() {
    return REDIS
        .get()
        .client()
        .getScoredSortedSet(Chain.entries(REDIS.get()), StringCodec.INSTANCE);
  }

  private static RMap<String, String> map(String key) {
    return REDIS.get().client().getMap(key, StringCodec.INSTANCE);
  }

  private static List<String> faults(Head noted) {
    return Proof.of(new TrailReader(REDIS.get()), noted).faults();
  }

  private static void assertNamed(String fault) {
    assertThat(faults(null)).first().isEqualTo("audit trail: " + fault);
  }

  private void replace(int n, String line) {
    stored().remove(lines.get(n - 1));
    stored().add(n, line);
  }

  private static String forged(String line) {
    Line genuine = Line.parse(line).orElseThrow();
    String text = genuine.text().replace("\"about\":\"a", "\"about\":\"b");
    return new Line(genuine.n(), genuine.prev(), text, Digest.of(text)).whole();
  }

  private void prune(int days) {
    try (Trail trail = new Trail(REDIS.get(), clock, "node-1")) {
      new Pruning(REDIS.get(), trail, clock, Duration.ofDays(days)).prune();
    }
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(faults(new TrailReader(REDIS.get()).head())).isEmpty();
    assertThat(faults(Line.parse(lines.get(1)).orElseThrow().head())).isEmpty();
  }

  @Test
  void theHashOfALineIsThatOfTheLineWithoutIt() {
    String line = lines.get(2);

    assertThat(line).endsWith("\"}").contains(",\"hash\":\"");
    assertThat(Digest.of(line.replaceAll(",\"hash\":\"[0-9a-f]*\"}$", "}")))
        .isEqualTo(line.replaceAll(".*\"hash\":\"([0-9a-f]*)\"}$", "$1"));
  }

  @Test
  void namesAnEntryThatWasChanged() {
    replace(3, lines.get(2).replace("a3", "b3"));

    assertNamed("entry 3 was changed: its hash is that of another text");
  }

  @Test
  void namesAnEntryThatWasChangedTogetherWithItsHash() {
    replace(3, forged(lines.get(2)));

    assertNamed("entry 4 does not follow entry 3: one of them was changed");
  }

  @Test
  void namesTheLastEntryWhenItWasChangedTogetherWithItsHash() {
    replace(5, forged(lines.get(4)));

    assertNamed("entry 5 is not the one that was written last");
  }

  @Test
  void namesEntriesThatWereRemoved() {
    stored().remove(lines.get(2));
    stored().remove(lines.get(3));

    assertNamed("entries 3 to 4 are missing");
  }

  @Test
  void namesFirstAndLastEntriesThatWereRemoved() {
    stored().remove(lines.get(0));
    stored().remove(lines.get(4));

    assertThat(faults(null))
        .containsExactly(
            "audit trail: entries 1 to 1 are missing",
            "audit trail: entries 5 to 5 are missing at the end");
  }

  @Test
  void namesATrailThatWasRemovedAsAWhole() {
    stored().delete();

    assertNamed("entries 1 to 5 are missing at the end");
  }

  @Test
  void namesEntriesThatChangedPlaces() {
    stored().add(3, lines.get(1));
    stored().add(2, lines.get(2));

    assertNamed("entries 2 to 2 are missing");
  }

  @Test
  void namesAnEntryThatWasInserted() {
    stored().add(3.5, forged(lines.get(2)));

    assertNamed("entry 3 stands after entry 3");
  }

  @Test
  void namesAnEntryThatWasAddedBehindTheLastOne() {
    Line last = Line.parse(lines.get(4)).orElseThrow();
    stored().add(6, Line.of(act(6).stamped(clock.instant(), "x", "y").after(last.head())).whole());

    assertNamed("entry 6 stands after the last one");
  }

  @Test
  void namesWhatIsNoEntry() {
    stored().add(2.5, "{\"hello\":1}");

    assertNamed("after entry 2 stands something that is no entry");
  }

  @Test
  void namesATrailThatWasShortenedAsIfItHadBeenForgotten() {
    Line second = Line.parse(lines.get(1)).orElseThrow();
    stored().remove(lines.get(0));
    stored().remove(lines.get(1));
    map(Chain.anchor(REDIS.get())).putAll(Map.of("n", "2", "hash", second.hash()));

    assertNamed("entries up to 2 are missing, and no entry says that they were forgotten");
  }

  @Test
  void aTrailThatWasMadeAnewDoesNotHoldTheHeadThatWasNoted() {
    Head noted = new TrailReader(REDIS.get()).head();
    REDIS.get().client().getKeys().flushall();
    clock.advance(Duration.ofDays(1));
    writeFive();

    assertThat(faults(null)).isEmpty();
    assertThat(faults(noted)).containsExactly("audit trail: entry 5 is not the one that was noted");
  }

  @Test
  void whatIsOldIsForgottenAndTheRestStillProven() {
    Head second = Line.parse(lines.get(1)).orElseThrow().head();
    prune(3);
    prune(3);

    List<String> rest = new ArrayList<>();
    new TrailReader(REDIS.get()).all(rest::add);
    assertThat(rest).hasSize(4).startsWith(lines.get(2), lines.get(3), lines.get(4));
    assertThat(rest.get(3)).contains("\"pruned\":{\"up_to\":2,\"hash\":\"" + second.hash() + "\"}");
    assertThat(faults(null)).isEmpty();
    assertThat(faults(second)).isEmpty();
  }

  @Test
  void aTrailWhoseActsAreAllForgottenStillGoesOn() {
    clock.advance(Duration.ofDays(500));
    prune(400);
    clock.advance(Duration.ofDays(500));
    prune(400);

    assertThat(faults(null)).isEmpty();
    assertThat(new TrailReader(REDIS.get()).head().n()).isEqualTo(7);
  }
}
