package dev.newsreel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.sandbox.Sandbox;
import dev.newsreel.sandbox.SandboxOptions;
import dev.newsreel.settings.Setting;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quick simulated providers that outlive the nodes, with their faults and their bill. */
public final class TestSandbox implements AutoCloseable {

  private final Sandbox sandbox;

  private TestSandbox(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Starts one; the options are those of {@link SandboxOptions#of}, as names and values in turn.
   */
  public static TestSandbox start(String... more) {
    Map<String, String> options =
        new HashMap<>(
            Map.of("heygen.render", "60ms", "submagic.render", "60ms", "openai.reply", "0"));
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return new TestSandbox(Sandbox.start(SandboxOptions.of(options)));
  }

  /** Returns the address of a path of the sandbox. */
  public URI url(String path) {
    return URI.create(sandbox.url() + path);
  }

  String hostAndPort() {
    return sandbox.url().getAuthority();
  }

  /** Returns the settings that make these the providers. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("openai.base-url", sandbox.url() + "/openai/v1");
    settings.put("heygen.base-url", sandbox.url() + "/heygen");
    settings.put("submagic.base-url", sandbox.url() + "/submagic");
    for (String provider : new String[] {"openai", "heygen", "submagic"}) {
      settings.put(provider + ".api-key", "test-key");
    }
    settings.put("heygen.avatar-id", "Abigail_newsroom_front");
    settings.put("heygen.voice-id", "v-en-clara");
    settings.put("egress.allow", hostAndPort());
    return settings;
  }

  /** Returns the same as environment variables of a process, to which more can be added. */
  public Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    settings()
        .forEach((name, value) -> variables.put(Setting.named(name).environmentName(), value));
    return variables;
  }

  /** Adds a fault, as JSON with single quotes. */
  public void fault(String rule) {
    Web.Reply answer = Web.postJson(url("/control/faults"), rule.replace('\'', '"'));
    if (answer.status() != 200) {
      throw new IllegalArgumentException(answer.text());
    }
  }

  /** Ends all faults. */
  public void clearFaults() {
    Web.call("DELETE", url("/control/faults"), new byte[0]);
  }

  /** Ends all avatar videos that are rendered now. */
  void endRenders() {
    Web.postJson(url("/control/heygen/end?count=1000"), "");
  }

  /** Returns the whole bill, with every owner. */
  public JsonNode bill() {
    return Web.get(url("/control/bill?all=true")).json();
  }

  /** Returns one number of the bill, such as {@code /heygen/videos}. */
  double bill(String pointer) {
    return Web.get(url("/control/bill")).json().at(pointer).asDouble();
  }

  /** Returns how often a call such as {@code files.download} was made. */
  int requests(String call) {
    return Web.get(url("/control/state")).json().at("/requests").path(call).asInt();
  }

  /** Returns how many avatar videos were ordered for a job. */
  int videosOf(String id) {
    return owners("/heygen/by_callback_id", id);
  }

  /** Returns how many captioned videos were ordered for a job. */
  int projectsOf(String id) {
    return owners("/submagic/by_title", id);
  }

  private int owners(String pointer, String id) {
    JsonNode owners = bill().at(pointer);
    return owners.properties().stream()
        .filter(o -> o.getKey().contains(id))
        .mapToInt(o -> o.getValue().asInt())
        .sum();
  }

  /** Returns what HeyGen says of a video. */
  public JsonNode video(String videoId) {
    return Web.call("GET", url("/heygen/v3/videos/" + videoId), new byte[0], "x-api-key", "k")
        .json()
        .path("data");
  }

  /** Returns the ids of the projects that Submagic's dashboard shows for a job. */
  List<String> projectIdsOf(String id) {
    return Web.get(url("/control/projects?title=" + id)).json().findValuesAsText("id");
  }

  /** Returns what Submagic says of a project. */
  public JsonNode project(String projectId) {
    URI url = url("/submagic/v1/projects/" + projectId);
    return Web.call("GET", url, new byte[0], "x-api-key", "k").json();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
