package dev.newsreel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands {@code retry}, {@code resume}, {@code cancel} and {@code hold}. */
@Command
final class ActionCommand implements Callable<Integer> {

  private final Shell shell;
  private final String action;
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "<id>", description = "The video's id, as videos lists it.")
  private String id;

  @Option(names = "--dry-run", description = "Only tells what it would do and cost.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints what the API answers.")
  private boolean json;

  /** Makes the command with this name. */
  ActionCommand(Shell shell, String action) {
    this.shell = shell;
    this.action = action;
  }

  @Override
  public Integer call() {
    ObjectNode nothing = Json.MAPPER.createObjectNode();
    return new Action(shell, action, dryRun, json).on(server.connect(shell), id, nothing);
  }
}
