package dev.newsreel;

import dev.newsreel.access.ApiKey;
import dev.newsreel.access.ApiKeys;
import dev.newsreel.access.Scope;
import dev.newsreel.cli.BadUsage;
import dev.newsreel.cli.Shell;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code key}. */
@Command(
    description = {
      "Makes, lists and revokes API keys, also while Newsreel runs: it follows within two seconds.",
      "",
      "The first key closes the API to everyone without one."
    },
    exitCodeList = {"0:it is done", "1:the store cannot be reached", "2:the words make no sense"},
    footer = {
      "Examples:",
      "  ${COMMAND-FULL-NAME} create newsroom",
      "  ${COMMAND-FULL-NAME} create desk --scopes=read,trigger,operate",
      "  ${COMMAND-FULL-NAME} list"
    })
final class KeyCommand implements Runnable {

  private KeyCommand() {}

  static CommandLine tree(Shell shell) {
    return new CommandLine(new KeyCommand())
        .addSubcommand("create", new Create(shell))
        .addSubcommand("list", new All(shell))
        .addSubcommand("revoke", new Revoke(shell));
  }

  @Override
  public void run() {
    throw new BadUsage("It is key create <name>, key list or key revoke <id>; see key --help");
  }

  private static int with(Shell shell, Consumer<ApiKeys> act) throws IOException {
    return StoredState.with(
        shell,
        (settings, redis) -> {
          act.accept(new ApiKeys(redis, Clock.systemUTC()));
          return 0;
        });
  }

  private static int recorded(Shell shell, String act, String about, Function<ApiKeys, String> work)
      throws IOException {
    return StoredState.with(
        shell,
        (settings, redis) -> {
          ApiKeys keys = new ApiKeys(redis, Clock.systemUTC());
          new RecordedCommand("key " + act, about).run(redis, () -> work.apply(keys));
          return 0;
        });
  }

  private static String names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).collect(Collectors.joining(", "));
  }

  /** Makes a key. */
  @Command(
      description =
          "Makes an API key and prints it. It is shown this once and stored only as a digest.",
      exitCodeList = {"0:the key is printed", "1:the store cannot be reached", "2:wrong use"},
      footer = {"Example:", "  NEWSREEL_API_KEY=$(${COMMAND-FULL-NAME} newsroom)"})
  static final class Create implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "<name>", description = "Who will use it.")
    private String name;

    @Option(
        names = "--scopes",
        split = ",",
        paramLabel = "<scope>",
        description =
            "What it allows: read (all GET calls), trigger (ask for videos), operate (cancel,"
                + " retry and the like). Without it: read,trigger.")
    private Set<Scope> scopes = EnumSet.of(Scope.READ, Scope.TRIGGER);

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
      String about = name + " --scopes=" + names(scopes).replace(" ", "");
      return recorded(shell, "create", about, this::create);
    }

    private String create(ApiKeys keys) {
      ApiKeys.Created created = keys.create(name, scopes);
      shell.terminal().out().println(created.text());
      String told =
          "Key %s for %s may %s. It is shown only this once. From now on every call needs a key.";
      shell.terminal().err().println(told.formatted(created.key().id(), name, names(scopes)));
      return created.key().id();
    }
  }

  /** Lists keys. */
  @Command(
      description = "Lists all API keys, with what they allow and when they were used last.",
      exitCodeList = {"0:they are listed", "1:the store cannot be reached"},
      footer = {"Example:", "  ${COMMAND-FULL-NAME}"})
  static final class All implements Callable<Integer> {
    private final Shell shell;

    All(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
      return with(shell, this::list);
    }

    private void list(ApiKeys keys) {
      Map<String, Instant> used = keys.lastUsed();
      for (ApiKey key : keys.all()) {
        Object last = used.containsKey(key.id()) ? used.get(key.id()) : "never";
        shell
            .terminal()
            .out()
            .printf(
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
  }

  /** Revokes a key. */
  @Command(
      description = "Revokes an API key. Calls with it are refused within two seconds.",
      exitCodeList = {"0:it is revoked", "1:the store cannot be reached", "2:there is no such key"},
      footer = {"Example:", "  ${COMMAND-FULL-NAME} k_7f3a91"})
  static final class Revoke implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "<id>", description = "Its id, as key list shows it.")
    private String id;

    Revoke(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
      return recorded(shell, "revoke", id, this::revoke);
    }

    private String revoke(ApiKeys keys) {
      if (!keys.revoke(id)) {
        throw new BadUsage("There is no key " + id + "; see key list");
      }
      shell.terminal().err().println("Key " + id + " is refused from now on");
      return id;
    }
  }
}
