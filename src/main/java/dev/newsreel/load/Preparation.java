package dev.newsreel.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folders and settings of what a stage starts.
 *
 * @param folder where they lie
 */
record Preparation(Rig rig, Path folder) {

  private static final String LOOPBACK = "http://127.0.0.1:";
  private static final List<String> SANDBOX_JAVA = List.of("-Xmx1g");

  /** Makes a folder that does not exist yet. */
  Path inside(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Returns how the sandbox is started. */
  Program.Start sandbox(List<String> options) throws IOException {
    List<String> words = new ArrayList<>(List.of("sandbox"));
    words.addAll(options);
    return new Program.Start("The sandbox", inside("sandbox"), SANDBOX_JAVA, words);
  }

  /**
   * Returns a node that is not started yet.
   *
   * @param settings environment variables; without a public address it gets its own
   */
  Node node(int number, Map<String, String> settings) throws IOException {
    Path home = inside("node" + number);
    Path routes = Files.createDirectory(home.resolve("routes"));
    for (Path route : rig.routes()) {
      Files.copy(route, routes.resolve(route.getFileName()));
    }
    URI door = URI.create(LOOPBACK + rig.nextPort());
    URI management = URI.create(LOOPBACK + rig.nextPort());
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("PUBLIC_BASE_URL", door.toString());
    all.put("PORT", Integer.toString(door.getPort()));
    all.put("MANAGEMENT_PORT", Integer.toString(management.getPort()));
    all.put("LOG_LEVEL", "WARN");
    all.put("HEYGEN_WEBHOOK_CHECK", "1s");
    Program.Start start = new Program.Start("Node " + number, home, rig.java(), List.of("run"));
    return new Node(door, management, start, all);
  }
}
