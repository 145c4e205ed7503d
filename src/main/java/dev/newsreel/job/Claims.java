package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new job lays claim to, in the script that accepts it.
 *
 * @param guards names that only one job may ever hold, in the job's partition, and for how long
 * @param quota what the job counts against; null for nothing
 */
public record Claims(Map<String, Duration> guards, Quota quota) {

  static final Claims NONE = new Claims(Map.of(), null);
  private static final String TAKEN = "taken ";

  public Claims {
    guards = new LinkedHashMap<>(guards);
  }

  /** Returns the first keys of {@code edge.lua}: the job's own and what it claims. */
  List<String> keys(Partition partition, String id) {
    List<String> keys = new ArrayList<>(List.of(partition.job(id), partition.history(id)));
    guards.keySet().forEach(name -> keys.add(partition.key("guard:" + name)));
    if (quota != null) {
      keys.add(partition.key(Quota.key(quota.name())));
    }
    return keys;
  }

  /** Returns what {@code edge.lua} must know of them. */
  List<String> args() {
    List<String> args = new ArrayList<>();
    args.add(Integer.toString(guards.size()));
    args.add(quota == null ? "" : Integer.toString(quota.most()));
    args.add(quota == null ? "" : Long.toString(quota.life().toMillis()));
    guards.values().forEach(life -> args.add(Long.toString(life.toMillis())));
    return args;
  }

  /** Returns which job holds a guard, by the answer of {@code edge.lua}; empty when none does. */
  Optional<String> holder(String answer) {
    if (answer.equals("full")) {
      throw new QuotaFull(quota);
    }
    return answer.startsWith(TAKEN)
        ? Optional.of(answer.substring(TAKEN.length(), answer.indexOf('#')))
        : Optional.empty();
  }
}
