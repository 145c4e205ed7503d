package dev.newsreel.intake;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/** One poll of a declared feed, from its turn to its end; belongs to one thread. */
final class Poll {

  /** The exchange property under which it travels. */
  static final String PROPERTY = "poll";

  private static final Duration FULL = Duration.ofDays(1);

  private final Feed feed;
  private final FeedState before;
  private final boolean full;
  private final HeldHosts hosts;
  private String lastHost;
  private FeedAnswer answer;
  private Manners manners;
  private Exception failure;
  private int entries;
  private int accepted;
  private int passedOver;

  Poll(Feed feed, FeedState before, HostLeases leases, Instant now) {
    this.feed = feed;
    this.before = before;
    this.hosts = new HeldHosts(leases);
    Instant last = before.memory().fullAt();
    this.full = last == null || !now.isBefore(last.plus(FULL));
  }

  /** Returns the poll that an exchange belongs to; null when a caller has named the feed. */
  static Poll of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Poll.class);
  }

  Feed feed() {
    return feed;
  }

  FeedState before() {
    return before;
  }

  /** Returns whether it begins at the address that permanent redirects have led to. */
  boolean isMoved() {
    return !full && before.memory().moved() != null;
  }

  /** Returns where it begins. Once a day that is the declared address, without conditions. */
  String start() {
    return isMoved() ? before.memory().moved() : feed.url().toString();
  }

  /** Returns whether the last answer's validators may be sent to an address. */
  boolean isConditionalAt(URI address) {
    return !full && address.toString().equals(before.memory().from());
  }

  /** Takes the hosts that it will ask, as far as that is known; false when one is busy. */
  boolean begin() {
    String known = before.memory().host();
    String first = HeldHosts.name(URI.create(start()));
    boolean free = (known == null || hosts.take(known)) && hosts.take(first);
    if (!free) {
      release();
    }
    return free;
  }

  /** Takes one more host; false when it is busy. */
  boolean hold(URI address) {
    lastHost = HeldHosts.name(address);
    return hosts.take(lastHost);
  }

  /** Gives all hosts back. A repeat is harmless. */
  void release() {
    hosts.release();
  }

  /** Notes the last answer and gives the hosts back. */
  void answered(FeedAnswer last) {
    answer = last;
    release();
  }

  /** Returns whether there is nothing to read: not modified, or the same bytes as last time. */
  boolean isUnchanged() {
    boolean notModified = answer.status() == 304 && isConditionalAt(answer.from());
    boolean same = answer.body() != null && answer.body().equals(before.memory().body());
    return notModified || (!full && answer.status() == 200 && same);
  }

  void read(Manners said) {
    manners = said;
  }

  void found(int count) {
    entries = count;
  }

  void accepted() {
    accepted++;
  }

  void passedOver() {
    passedOver++;
  }

  void failed(Exception reason) {
    failure = reason;
  }

  Exception failure() {
    return failure;
  }

  /** Returns what it came to. */
  PollResult result() {
    Manners said = manners == null ? before.memory().manners() : manners;
    return new PollResult(failure, answer, said, lastHost, new PollResult.Start(full, isMoved()));
  }

  /** Returns the line for the list of polls. */
  PollRecord record(FeedState after, Instant now) {
    return new PollRecord(
        now,
        answer == null ? null : answer.status(),
        answer == null ? 0 : answer.bytes(),
        entries,
        accepted,
        passedOver,
        after.nextPoll(),
        after.reason());
  }
}
