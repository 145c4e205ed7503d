package dev.newsreel.trail;

/**
 * Who did something.
 *
 * @param kind {@code key}, {@code loopback} (a program of this machine, without keys), {@code
 *     command} or {@code node}
 * @param id the key's id; null when it was no key
 * @param name whom the key was made for, or the operating system's user; null when not known
 */
public record Who(String kind, String id, String name) {

  /** A program of this machine, as long as there are no keys. */
  public static final Who LOOPBACK = new Who("loopback", null, null);

  /** Makes it, with texts that are safe to show. */
  public Who {
    id = Shown.text(id);
    name = Shown.text(name);
  }

  /** Returns the holder of a key. */
  public static Who key(String id, String name) {
    return new Who("key", id, name);
  }

  /** Returns the user whose process this is, as one who typed a command. */
  public static Who command() {
    return new Who("command", null, System.getProperty("user.name"));
  }

  /** Returns the user whose process this is, as one who started a node. */
  public static Who node() {
    return new Who("node", null, System.getProperty("user.name"));
  }

  /** Returns how a job's history names it: the key's id, or the kind. */
  public String brief() {
    return id == null ? kind : id;
  }
}
