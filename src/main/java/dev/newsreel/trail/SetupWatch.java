package dev.newsreel.trail;

import dev.newsreel.job.Digest;
import dev.newsreel.job.Json;
import dev.newsreel.redis.Redis;
import dev.newsreel.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;

/**
 * Tells the trail when a setting or an editable file is another than when the trail last heard of
 * it. Each working directory of each machine is compared with itself, for nodes may differ in their
 * ports; one that is new is compared with the last that was noted.
 */
public final class SetupWatch {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Redis redis;
  private final Trail trail;
  private final Settings settings;
  private final Path directory;
  private Setup given;
  private Map<String, String> known;

  /**
   * Makes the watch.
   *
   * @param settings as they were given, before anything was worked out from them
   * @param directory the working directory
   */
  public SetupWatch(Redis redis, Trail trail, Settings settings, Path directory) {
    this.redis = redis;
    this.trail = trail;
    this.settings = settings;
    this.directory = directory.toAbsolutePath();
  }

  /**
   * Compares, and writes down what is different. A repeat is harmless. Whoever takes up a changed
   * file calls it beforehand, so that the trail knows the file before it has an effect.
   *
   * @throws dev.newsreel.redis.RedisUnavailable when a change cannot be written down
   * @throws java.io.UncheckedIOException when a file cannot be read
   */
  public synchronized void look() {
    if (given == null) {
      given = Setup.of(settings, salt());
    }
    Setup now = given.with(Setup.of(directory));
    if (now.values().equals(known)) {
      return;
    }
    List<Entry.Changed> changed = now.since(before());
    String json = Json.write(now.values());
    if (!changed.isEmpty()) {
      trail.write(Entry.changed(Who.node(), changed));
      bucket("trail:setup").set(json);
    }
    here().set(json, settings.duration("audit.keep"));
    known = now.values();
  }

  private Map<String, String> before() {
    String json = here().get();
    String last = json == null ? bucket("trail:setup").get() : json;
    Map<String, String> values = new TreeMap<>();
    if (last != null) {
      Json.tree(last.getBytes(StandardCharsets.UTF_8))
          .properties()
          .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    }
    return values;
  }

  private RBucket<String> here() {
    String place = trail.host() + " " + directory;
    return bucket("trail:setup:" + Digest.of(place).substring(0, 16));
  }

  // Without it a short secret could be found by trying.
  private String salt() {
    RBucket<String> salt = bucket("trail:salt");
    if (salt.get() == null) {
      byte[] bytes = new byte[16];
      RANDOM.nextBytes(bytes);
      boolean unused = salt.setIfAbsent(HexFormat.of().formatHex(bytes));
    }
    return salt.get();
  }

  private RBucket<String> bucket(String name) {
    return redis.client().getBucket(redis.partition(0).key(name), StringCodec.INSTANCE);
  }
}
