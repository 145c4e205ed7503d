package dev.newsreel.limits;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.redis.Redis;
import dev.newsreel.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What one gate knows, in Redis, and the scripts that ask and change it. */
final class GateStore {

  static final Duration SPREAD = Duration.ofSeconds(2);
  private static final RedisScript ROOM = RedisScript.of(GateStore.class, "room.lua");
  private static final RedisScript OPEN = script("open.lua");
  private static final RedisScript TAKE = script("take.lua");
  private static final RedisScript LEARN = script("learn.lua");
  private static final RedisScript STATE = script("state.lua");
  private static final RedisScript SHUT = RedisScript.of(GateStore.class, "shut.lua");
  private static final int PLENTY = 1000;
  private static final Duration FREE = Duration.ofMillis(200);
  private static final Duration AT_MOST = Duration.ofMillis(500);

  private final Redis redis;
  private final Clock clock;
  private final GateRules rules;
  private final Slots slots;
  private volatile Room last = new Room(0, "", Instant.MIN);

  /**
   * How many calls may begin.
   *
   * @param why no more; empty when nothing holds them back
   * @param until so long this need not be asked again
   */
  record Room(int most, String why, Instant until) {}

  /**
   * Whether a turn was taken.
   *
   * @param counted whether the call's end must be told
   * @param again when to try again
   * @param why it was not
   */
  record Taken(boolean begun, boolean counted, Instant again, String why) {}

  /**
   * How a call ended.
   *
   * @param status HTTP status, or {@link Turn#LOST} or {@link Turn#NOT_SENT}
   * @param pause how long the provider wants all of us to wait: nothing when its refusal stands
   *     alone; null when it did not say
   * @param told what its headers say, as {@link RateHeaders#read} returns it
   */
  record Ending(int status, Duration pause, List<String> told) {
    static final List<String> NOTHING = Collections.nCopies(8, "");

    static Ending of(Exchange exchange, Recent recent, Instant now) {
      Message message = exchange.getMessage();
      int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Turn.LOST, Integer.class);
      boolean alone = recent.isRefusedAlone(status);
      Duration asked = status == 429 ? Answer.of(exchange).retryAfter(now) : null;
      List<String> told = RateHeaders.read(message.getHeaders(), now);
      return new Ending(status, alone ? Duration.ZERO : asked, told);
    }

    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  GateStore(Redis redis, Clock clock, GateRules rules, Slots slots) {
    this.redis = redis;
    this.clock = clock;
    this.rules = rules;
    this.slots = slots;
  }

  private static RedisScript script(String name) {
    return RedisScript.of(GateStore.class, name).with(ROOM);
  }

  GateRules rules() {
    return rules;
  }

  /** Returns how many slots there are by the settings; 0 when there is no limit. */
  int slots() {
    return slots == null ? 0 : slots.size();
  }

  private List<String> keys() {
    String gate = redis.partition(0).key("gate:" + rules.name());
    List<String> keys = new ArrayList<>(List.of(gate, gate + ":calls"));
    if (slots != null) {
      keys.add(slots.key());
    }
    return keys;
  }

  private List<Object> args(double share, String... more) {
    List<Object> args = new ArrayList<>();
    args.add(Long.toString(clock.millis()));
    args.add(Integer.toString(rules.rate().calls()));
    args.add(Long.toString(rules.rate().period().toMillis()));
    args.add(Integer.toString(rules.tokens()));
    args.add(Double.toString(share));
    args.add(Integer.toString(slots()));
    args.addAll(List.of(more));
    return args;
  }

  /**
   * Returns how many calls may begin now. While there are plenty, or none, it is asked less often.
   */
  Room room() {
    Room known = last;
    if (clock.instant().isBefore(known.until())) {
      return known;
    }
    List<Object> told = redis.list(OPEN, keys(), args(0).toArray());
    int most = Integer.parseInt((String) told.get(0));
    String why = (String) told.get(2);
    Instant now = clock.instant();
    Instant again = instant(told.get(1));
    Instant latest = now.plus(AT_MOST);
    Instant until = most > 0 ? now : again.isBefore(latest) ? again : latest;
    last = new Room(most, why, most >= PLENTY ? now.plus(FREE) : until);
    return last;
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli((long) Double.parseDouble((String) millis));
  }

  /** Takes a turn; {@code told} calls may use what is left to them. */
  Taken take(String job, String call, boolean told) {
    double share = told ? 0 : rules.leftToTold();
    Instant end = clock.instant().plus(rules.call());
    Instant slot = slots == null ? end : clock.instant().plus(slots.orderLease());
    Object[] args = args(share, call, millis(end), job, millis(slot)).toArray();
    List<Object> taken = redis.list(TAKE, keys(), args);
    String answer = (String) taken.get(0);
    return new Taken(
        !answer.equals("no"), answer.equals("ok"), instant(taken.get(1)), (String) taken.get(2));
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  /** Learns from the end of a call; returns {@code ok}, {@code opened} or {@code fewer}. */
  String learn(String job, String call, Ending ending) {
    List<Object> args = args(0, call, job, Integer.toString(ending.status()));
    args.add(ending.pause() == null ? "" : Long.toString(ending.pause().toMillis()));
    args.addAll(ending.told());
    args.add(slots != null && slots.areLearnt() ? "1" : "0");
    String learnt = redis.text(LEARN, keys(), args.toArray());
    forget();
    return learnt;
  }

  /** Shuts the gate; returns whether it was this call that did it. */
  boolean shut(String call, Instant since, CallFailed refusal) {
    Object[] args = {
      Long.toString(clock.millis()),
      call,
      millis(since),
      refusal.details().code(),
      refusal.getMessage(),
      Long.toString(rules.probe().toMillis()),
      Long.toString(GateRules.LONGEST_PROBE.toMillis())
    };
    String answer = redis.text(SHUT, List.of(keys().get(0)), args);
    forget();
    return answer.equals("shut");
  }

  private void forget() {
    last = new Room(0, "", Instant.MIN);
  }

  /** Returns what {@code state.lua} tells. */
  List<String> state() {
    return redis.list(STATE, keys(), args(0).toArray()).stream().map(String::valueOf).toList();
  }
}
