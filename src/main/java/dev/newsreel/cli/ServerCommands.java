package dev.newsreel.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands that call a running node. */
public final class ServerCommands {

  private ServerCommands() {}

  /** Adds them, in the order in which they are explained. */
  public static void addTo(CommandLine root, Shell shell) {
    root.addSubcommand("make", new MakeCommand(shell));
    root.addSubcommand("videos", new VideosCommand(shell));
    root.addSubcommand("show", new ShowCommand(shell));
    add(root, shell, "retry", "Lets a failed video go on at the failed step, with all it has.");
    add(
        root,
        shell,
        "resume",
        "Lets a held video go on where it was, without buying what may exist.");
    add(root, shell, "cancel", "Stops a video for good. What was ordered is paid, and kept.");
    add(
        root,
        shell,
        "hold",
        "Stops a video until it is resumed. What was ordered is paid, and kept.");
    explain(
        root,
        "attach",
        new AttachCommand(shell),
        "Gives a held video the project that was found at Submagic.");
  }

  private static void add(CommandLine root, Shell shell, String name, String about) {
    explain(root, name, new ActionCommand(shell, name), about);
  }

  private static void explain(
      CommandLine root, String name, Callable<Integer> command, String about) {
    root.addSubcommand(name, command);
    UsageMessageSpec usage = root.getSubcommands().get(name).getCommandSpec().usageMessage();
    String id = "v_01m8a69dfye6bn9v2wyzb8hx00" + (name.equals("attach") ? " 586645ce-bb62" : "");
    usage.description(about, "", "A repeat is safe; one that does not fit the video is refused.");
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "it is done, or told");
    codes.put("1", "the node does not answer, or refuses: it does not fit the video's status");
    codes.put("2", "wrong use");
    codes.put("7", "the API key is missing, or lacks the scope operate");
    usage.exitCodeList(codes);
    usage.footer(
        "Examples:", "  ${COMMAND-FULL-NAME} " + id + " --dry-run", "  ${COMMAND-FULL-NAME} " + id);
  }
}
