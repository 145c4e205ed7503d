package dev.newsreel;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.redis.Redis;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The command {@code key}. */
final class KeyCommand {

  private static final String SCOPES = "--scopes=";
  private static final Set<Scope> USUAL = EnumSet.of(Scope.READ, Scope.TRIGGER);

  private KeyCommand() {}

  /**
   * Makes, lists or revokes API keys.
   *
   * @throws BadUsage when the words after {@code key} make no sense
   */
  static void run(List<String> arguments) throws IOException {
    check(arguments);
    StoredState.with((settings, redis) -> act(redis, arguments));
  }

  private static void check(List<String> arguments) {
    String act = arguments.isEmpty() ? "" : arguments.get(0);
    int most = act.equals("create") ? 3 : act.equals("revoke") ? 2 : 1;
    boolean fits =
        List.of("create", "list", "revoke").contains(act)
            && arguments.size() <= most
            && (act.equals("list") || arguments.size() >= 2);
    if (!fits) {
      throw new BadUsage("It is key create <name>, key list or key revoke <id>; see key --help");
    }
    if (act.equals("create")) {
      scopes(arguments);
    }
  }

  private static int act(Redis redis, List<String> arguments) {
    ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
    String act = arguments.get(0);
    if (act.equals("list")) {
      list(keys);
    } else {
      String about = String.join(" ", arguments.subList(1, arguments.size()));
      RecordedCommand command = new RecordedCommand("key " + act, about);
      command.run(
          redis,
          () ->
              act.equals("create")
                  ? create(keys, arguments.get(1), scopes(arguments))
                  : revoke(keys, arguments.get(1)));
    }
    return 0;
  }

  private static Set<Scope> scopes(List<String> arguments) {
    if (arguments.size() < 3) {
      return USUAL;
    }
    String given = arguments.get(2);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (given.startsWith(SCOPES)) {
      for (String name : given.substring(SCOPES.length()).split(",", -1)) {
        Arrays.stream(Scope.values()).filter(s -> s.text().equals(name)).forEach(scopes::add);
      }
      if (scopes.size() == given.substring(SCOPES.length()).split(",", -1).length) {
        return scopes;
      }
    }
    throw new BadUsage(
        "Scopes are given as --scopes=read,trigger,operate, or some of these; not " + given);
  }

  private static String create(ApiKeys keys, String name, Set<Scope> scopes) {
    ApiKeys.Created created = keys.create(name, scopes);
    System.out.println(created.text());
    System.err.println(
        "Key "
            + created.key().id()
            + " for "
            + name
            + " may "
            + names(scopes)
            + ". It is shown only this once. From now on every call needs a key.");
    return created.key().id();
  }

  private static String revoke(ApiKeys keys, String id) {
    if (!keys.revoke(id)) {
      throw new BadUsage("There is no key " + id + "; see key list");
    }
    System.err.println("Key " + id + " is refused from now on");
    return id;
  }

  private static void list(ApiKeys keys) {
    Map<String, Instant> used = keys.lastUsed();
    for (ApiKey key : keys.all()) {
      Object last = used.containsKey(key.id()) ? used.get(key.id()) : "never";
      System.out.printf(
          Locale.ROOT,
          "%s  %-20s  %-22s  made %s  used %s%s%n",
          key.id(),
          key.name(),
          names(key.scopes()),
          key.createdAt(),
          last,
          key.inForce() ? "" : "  revoked " + key.revokedAt());
    }
  }

  private static String names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).collect(Collectors.joining(", "));
  }
}
