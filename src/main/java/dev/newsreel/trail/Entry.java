package dev.newsreel.trail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One entry of the trail. What it says stands in the one of its parts that is not null.
 *
 * @param n its number, from 1; null before it is written
 * @param at when it happened
 * @param who who did it; null for an outcome, which has that of its act
 * @param from the address that the call came from; null when it came from none
 * @param forwarded where a proxy says that it came from; unproven, and null without a proxy
 * @param node which node wrote it down
 * @param host on which machine
 * @param act what is about to be done
 * @param outcome what came of an act
 * @param changed settings or files that are others than before
 * @param refused calls that were not let in
 * @param pruned older entries that are forgotten
 * @param prev hash of the entry before; null before it is written
 */
public record Entry(
    Long n,
    Instant at,
    Who who,
    String from,
    String forwarded,
    String node,
    String host,
    Act act,
    Outcome outcome,
    List<Changed> changed,
    Refused refused,
    Pruned pruned,
    String prev) {

  /**
   * What is about to be done.
   *
   * @param operation the name of the call or command; null when there is no such call
   * @param method the HTTP method; null for a command
   * @param path the path, without what could be a secret; null for a command
   * @param dryRun whether it only asks what would happen
   * @param video the video that it is about; null when it is about none
   * @param body SHA-256 of the body; null without one
   * @param bytes how long the body is; null without one
   * @param about what a command was told; null for a call
   */
  public record Act(
      String operation,
      String method,
      String path,
      Boolean dryRun,
      String video,
      String body,
      Integer bytes,
      String about) {

    /** Returns a command. */
    public static Act command(String operation, String about) {
      return new Act(operation, null, null, null, null, null, null, Shown.text(about));
    }
  }

  /**
   * What came of an act.
   *
   * @param of the act's number
   * @param status the HTTP status; for a command 0, or what it ended with
   * @param made the id of the video, batch or key that it made; null when it made none
   * @param replayed true when it was answered with what a first, equal call had made
   * @param ms how long it took
   */
  public record Outcome(long of, int status, String made, Boolean replayed, Long ms) {}

  /**
   * A setting or file that is another than before.
   *
   * @param name the setting, or the file's path
   * @param old what it was: a value, or a digest; null when it was not there
   * @param now what it is; null when it is gone
   */
  public record Changed(String name, String old, @JsonProperty("new") String now) {}

  /**
   * Calls that were not let in.
   *
   * @param since when the first of them came
   * @param count how many
   * @param callers who called most, at most 20
   */
  public record Refused(Instant since, long count, List<Caller> callers) {}

  /**
   * One whose calls were not let in.
   *
   * @param from its address
   * @param key the id of its key; null without a valid one
   * @param status the HTTP status of the refusals
   * @param count how many
   */
  public record Caller(String from, String key, int status, long count) {}

  /**
   * Older entries that are forgotten.
   *
   * @param upTo the number of the last of them
   * @param hash its hash, which the first entry that remains has as {@code prev}
   */
  public record Pruned(long upTo, String hash) {}

  /**
   * Returns a path as it may be shown. What is not a short plain word in it is replaced by its
   * digest: it may be anything.
   *
   * @param longest how many characters a word may have
   */
  public static String path(String path, int longest) {
    return Shown.path(path, longest);
  }

  /** Returns something that somebody is about to do. */
  public static Entry act(Who who, String from, String forwarded, Act act) {
    return new Entry(
        null,
        null,
        who,
        from,
        Shown.text(forwarded),
        null,
        null,
        act,
        null,
        null,
        null,
        null,
        null);
  }

  /** Returns what came of an act. */
  public static Entry outcome(Outcome outcome) {
    return new Entry(
        null, null, null, null, null, null, null, null, outcome, null, null, null, null);
  }

  /** Returns what was changed. */
  static Entry changed(Who who, List<Changed> changed) {
    return new Entry(
        null, null, who, null, null, null, null, null, null, changed, null, null, null);
  }

  /** Returns what was not let in. */
  static Entry refused(Refused refused) {
    return new Entry(
        null, null, null, null, null, null, null, null, null, null, refused, null, null);
  }

  /** Returns what is forgotten. */
  static Entry pruned(Pruned pruned) {
    return new Entry(
        null, null, Who.node(), null, null, null, null, null, null, null, null, pruned, null);
  }

  Entry stamped(Instant now, String here, String machine) {
    return new Entry(
        n, now, who, from, forwarded, here, machine, act, outcome, changed, refused, pruned, prev);
  }

  Entry after(Head head) {
    return new Entry(
        head.n() + 1,
        at,
        who,
        from,
        forwarded,
        node,
        host,
        act,
        outcome,
        changed,
        refused,
        pruned,
        head.hash());
  }
}
