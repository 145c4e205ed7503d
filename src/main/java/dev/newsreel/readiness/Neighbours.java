package dev.newsreel.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsreel.readiness.Asker.Answer;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Who answers at addresses that should be ours. */
public final class Neighbours {

  private static final String PUBLIC = "public-base-url";

  private final Asker asker;

  /** Makes the check. */
  public Neighbours(Asker asker) {
    this.asker = asker;
  }

  /**
   * Returns whether a Newsreel answers at an address of an API or of its management port.
   *
   * @param trust whom to trust; null when it speaks no TLS
   */
  public boolean isNewsreel(String address, SSLContext trust) {
    try {
      JsonNode api = body(address + "/api/v1/videos?limit=1", trust);
      if (api.path("counts").has("queued")
          || api.path("code").asText("").equals("api_key_needed")) {
        return true;
      }
      JsonNode live = body(address + "/observe/health", trust);
      return live.path("checks").toString().contains("route:post-videos");
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode body(String address, SSLContext trust) throws IOException {
    Answer answer =
        trust == null ? asker.get(address, Map.of()) : Asker.getTrusting(trust, address);
    return answer.body();
  }

  /**
   * Returns whether the providers' way to us works from here.
   *
   * @param home the public address
   * @param running whether a node runs that could answer
   */
  public Finding reachable(String home, boolean running) {
    String next = "Look at DNS, the proxy and its way to " + "the port of Newsreel";
    try {
      Answer answer = asker.get(home + "/webhooks/heygen", Map.of());
      if (answer.status() == 200) {
        return Finding.ok(PUBLIC, home + " leads to Newsreel");
      }
      String says = home + "/webhooks/heygen answers " + answer.status();
      return running
          ? Finding.failed(PUBLIC, says, next)
          : Finding.warning(PUBLIC, says + " while Newsreel does not run", "Check when it runs");
    } catch (IOException e) {
      String says = home + " cannot be reached from here: " + Asker.cause(e);
      return running
          ? Finding.failed(PUBLIC, says, next)
          : Finding.warning(PUBLIC, says + "; Newsreel does not run", "Check when it runs");
    }
  }
}
