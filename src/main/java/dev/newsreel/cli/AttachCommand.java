package dev.newsreel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsreel.job.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code attach}. */
@Command
final class AttachCommand implements Callable<Integer> {

  private final Shell shell;
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "<id>", description = "The video's id, as videos lists it.")
  private String id;

  @Parameters(paramLabel = "<project>", description = "The id of the project at Submagic.")
  private String project;

  @Option(names = "--dry-run", description = "Only tells what it would do and cost.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints what the API answers.")
  private boolean json;

  AttachCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ObjectNode body = Json.MAPPER.createObjectNode().put("project_id", project);
    return new Action(shell, "attach", dryRun, json).on(server.connect(shell), id, body);
  }
}
