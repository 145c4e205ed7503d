package dev.newsreel.wire;

import java.net.URI;

/** Judges where an answer sends us next; following it is a new call, made by the route. */
public final class Redirects {

  private static final int MOST = 5;

  private final AddressRules rules;

  /** Redirects between addresses from outside. */
  public Redirects(AddressRules rules) {
    this.rules = rules;
  }

  /**
   * The next address.
   *
   * @param from the address that answered 301, 302, 303, 307 or 308
   * @param location its {@code Location}, relative or absolute
   * @param hop 1 for the first redirect of a chain
   * @throws AddressRefused after 5 hops, without a location, from https to http, and for any
   *     address that the rules refuse
   */
  public URI next(URI from, String location, int hop) throws AddressRefused {
    if (hop > MOST) {
      throw new AddressRefused("Too many redirects.");
    }
    if (location == null || location.isBlank()) {
      throw new AddressRefused("A redirect without a location.");
    }
    var next = rules.check(resolve(from, location.strip()));
    if (from.getScheme().equalsIgnoreCase("https") && next.getScheme().equalsIgnoreCase("http")) {
      throw new AddressRefused("A redirect from https to http.");
    }
    return next;
  }

  private static String resolve(URI from, String location) throws AddressRefused {
    try {
      return from.resolve(location).toString();
    } catch (IllegalArgumentException e) {
      throw new AddressRefused("The redirect's location is not a URI.");
    }
  }
}
