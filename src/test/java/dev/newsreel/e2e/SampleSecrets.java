package dev.newsreel.e2e;

import dev.newsreel.job.Digest;
import dev.newsreel.redis.Redis;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;

/** Takes out of a Redis what is nobody's business, before it is kept as a sample. */
final class SampleSecrets {

  private static final String KNOWN = "test-key";
  private static final String HASH = ",\"hash\":\"[0-9a-f]{64}\"}$";

  private SampleSecrets() {}

  /** Replaces secrets, and the names of the user and the machine. */
  static void hide(Redis redis) {
    for (String key : List.of("films:secret", "trail:salt")) {
      redis.client().getBucket(redis.partition(0).key(key), StringCodec.INSTANCE).set(KNOWN);
    }
    RMap<String, String> webhooks = map(redis, "webhooks:heygen");
    webhooks
        .readAllMap()
        .forEach(
            (field, value) ->
                webhooks.put(
                    field,
                    value.replaceAll("\"secret\":\"[^\"]*\"", "\"secret\":\"" + KNOWN + "\"")));
    hideNames(redis);
  }

  private static RMap<String, String> map(Redis redis, String key) {
    return redis.client().getMap(redis.partition(0).key(key), StringCodec.INSTANCE);
  }

  // Each entry holds the hash of the one before, so the whole trail is written anew.
  private static void hideNames(Redis redis) {
    RScoredSortedSet<String> trail =
        redis.client().getScoredSortedSet(redis.partition(0).key("trail"), StringCodec.INSTANCE);
    List<String> lines = new ArrayList<>(trail.valueRange(0, -1));
    trail.clear();
    String prev = "";
    for (int i = 0; i < lines.size(); i++) {
      String text =
          lines
              .get(i)
              .replaceFirst(HASH, "}")
              .replace(quoted("name", System.getProperty("user.name")), quoted("name", "newsreel"))
              .replace(quoted("host", host()), quoted("host", "node"))
              .replaceFirst("\"prev\":\"[0-9a-f]*\"}$", quoted("prev", prev) + "}");
      prev = Digest.of(text);
      trail.add(i + 1, text.substring(0, text.length() - 1) + "," + quoted("hash", prev) + "}");
    }
    map(redis, "trail:head").put("hash", prev);
  }

  private static String quoted(String name, String value) {
    return "\"" + name + "\":\"" + value + "\"";
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
