package dev.newsreel.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.job.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated providers in a process of their own, and their bill. */
final class Simulators {

  private static final Pattern ADDRESS = Pattern.compile("listens at (http://\\S+)");

  private final Program program;
  private final Caller caller;
  private URI home;

  Simulators(Program program, Caller caller) {
    this.program = program;
    this.caller = caller;
  }

  Program program() {
    return program;
  }

  /** Returns whether they have told where they are found. */
  boolean isReady() {
    Matcher told = ADDRESS.matcher(program.output());
    if (home == null && told.find()) {
      home = URI.create(told.group(1));
    }
    return home != null;
  }

  /** Returns the environment variables that make them the providers of a node. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("OPENAI_BASE_URL", home + "/openai/v1");
    settings.put("HEYGEN_BASE_URL", home + "/heygen");
    settings.put("SUBMAGIC_BASE_URL", home + "/submagic");
    for (String provider : new String[] {"OPENAI", "HEYGEN", "SUBMAGIC"}) {
      settings.put(provider + "_API_KEY", "test-key");
    }
    settings.put("HEYGEN_AVATAR_ID", "Abigail_newsroom_front");
    settings.put("HEYGEN_VOICE_ID", "v-en-clara");
    settings.put("EGRESS_ALLOW", home.getAuthority());
    return settings;
  }

  /** Returns what the providers would charge. */
  JsonNode bill() {
    return tree(caller.call(Caller.get(home.resolve("/control/bill"))));
  }

  /** Returns how many webhook addresses HeyGen knows. */
  int endpoints() {
    return state().at("/heygen/webhook_endpoints").asInt();
  }

  /** Returns how many renders run now. */
  int running() {
    return state().at("/heygen/running").asInt();
  }

  /** Returns how often a call such as {@code heygen.statuses} was made. */
  int requests(String call) {
    return state().path("requests").path(call).asInt();
  }

  private JsonNode state() {
    return tree(caller.call(Caller.get(home.resolve("/control/state"))));
  }

  /** Ends the oldest renders that run, so many. */
  void endRenders(int count) {
    tree(caller.call(Caller.post(home.resolve("/control/heygen/end?count=" + count), "")));
  }

  /** Lets a share of all calls to all providers fail. */
  void fail(double rate) {
    StringBuilder rules = new StringBuilder("[");
    for (String provider : new String[] {"openai", "heygen", "submagic"}) {
      for (String kind : new String[] {"'status','status':503", "'status','status':429"}) {
        rules.append(rules.length() == 1 ? "" : ",");
        rules.append("{'provider':'%s','kind':%s,'rate':%s}".formatted(provider, kind, rate / 2));
      }
    }
    String all = rules.append(']').toString().replace('\'', '"');
    tree(caller.call(Caller.post(home.resolve("/control/faults"), all)));
  }

  /** Ends all failures of calls. */
  void mend() {
    tree(
        caller.call(
            java.net.http.HttpRequest.newBuilder(home.resolve("/control/faults"))
                .DELETE()
                .build()));
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new LoadFailed("The sandbox refuses " + answer.uri() + ": " + answer.body());
    }
    return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
