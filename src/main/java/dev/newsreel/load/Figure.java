package dev.newsreel.load;

/**
 * A figure of the report. Names and units are a contract: a figure that is measured in another way
 * gets another name, so that reports of different releases can be compared.
 */
public enum Figure {
  ACCEPT_P50("accept.p50", "ms", -1, "Answer to a POST at a pace, half of them"),
  ACCEPT_P95("accept.p95", "ms", -1, "95 % of them"),
  ACCEPT_P99("accept.p99", "ms", -1, "99 % of them"),
  ACCEPT_MAX("accept.max", "ms", -1, "The slowest of them"),
  OWN_P50("own.p50", "ms", -1, "From accepted to done, the providers taking no time"),
  OWN_P95("own.p95", "ms", -1, "95 % of them"),
  OWN_P99("own.p99", "ms", -1, "99 % of them"),
  FLOOD_ACCEPTED("flood.accepted", "/s", 1, "POSTs that are accepted, as fast as possible"),
  FLOOD_P50("flood.accept.p50", "ms", -1, "Answer to such a POST, half of them"),
  FLOOD_P99("flood.accept.p99", "ms", -1, "99 % of them"),
  FLOOD_FINISHED("flood.finished", "/s", 1, "Videos done, from the first POST to the last film"),
  CPU_NODE("flood.cpu.node", "s/1000", -1, "Processor time of the node for 1,000 videos"),
  CPU_REDIS("flood.cpu.redis", "s/1000", -1, "Processor time of Redis for 1,000 videos"),
  ROUND_TRIPS("flood.redis.trips", "/video", -1, "Round trips to Redis for a video"),
  COMMANDS("flood.redis.commands", "/video", -1, "Commands of Redis for it, those of scripts too"),
  NODE_PEAK("flood.rss.node", "MiB", -1, "Most memory of the node's process"),
  REDIS_PEAK("flood.rss.redis", "MiB", -1, "Most memory of Redis's process"),
  FAULTY_DONE("faults.done", "%", 1, "Videos done while calls to providers failed"),
  FAULTY_SECONDS("faults.seconds", "s", -1, "From their first POST until the last has ended"),
  AT_ONCE("parked.at_once", "", 1, "Renders under way at once"),
  PARKED_RATE("parked.rate", "/s", 1, "Videos accepted in batches, scripted and ordered"),
  PARKED_REPEATS("parked.repeats", "", -1, "Batches made again because Redis was too slow (503)"),
  HEAP_BEFORE("parked.heap.before", "MiB", -1, "Heap of the node before them, after a collection"),
  HEAP_AFTER("parked.heap.after", "MiB", -1, "Heap with all of them parked, after a collection"),
  PARKED_RSS("parked.rss.node", "MiB", -1, "Memory of the node's process with them"),
  PARKED_REDIS("parked.redis", "B/video", -1, "Memory of Redis for one of them"),
  LIST_P50("parked.list.p50", "ms", -1, "GET /api/v1/videos with them, half of the calls"),
  LIST_P99("parked.list.p99", "ms", -1, "99 % of the calls"),
  RENDERING_P99("parked.list.status.p99", "ms", -1, "The same of one status"),
  FIND_P99("parked.list.find.p99", "ms", -1, "The same with words to find"),
  FEED_P50("parked.page.p50", "ms", -1, "First news of the operator page's stream, half of them"),
  FEED_P99("parked.page.p99", "ms", -1, "99 % of them"),
  PARKED_POST_P50("parked.post.p50", "ms", -1, "POST with them, half of the calls"),
  PARKED_POST_P99("parked.post.p99", "ms", -1, "99 % of the calls"),
  HOOK_P50("webhooks.p50", "ms", -1, "Answer to a webhook, half of them"),
  HOOK_P95("webhooks.p95", "ms", -1, "95 % of them"),
  HOOK_P99("webhooks.p99", "ms", -1, "99 % of them"),
  HOOK_MAX("webhooks.max", "ms", -1, "The slowest of them"),
  IDLE_POST_P50("idle.post.p50", "ms", -1, "POST while silent connections are open, half of them"),
  IDLE_POST_P99("idle.post.p99", "ms", -1, "99 % of them"),
  LOOKED_AT("reconcile.seconds", "s", -1, "Until all that was due at once was looked at"),
  LOOK_CALLS("reconcile.calls", "", -1, "Calls to HeyGen for that"),
  LOOK_POST_P99("reconcile.post.p99", "ms", -1, "POST meanwhile, 99 % of the calls"),
  READY("restart.ready", "s", -1, "From the start after a kill until it takes work"),
  FIRST("restart.first", "s", -1, "From that start until a parked job has gone on"),
  BACKLOG("restart.backlog", "s", -1, "From that start until what was queued is ordered"),
  NODES_ACCEPTED("nodes.accepted", "/s", 1, "POSTs that three nodes accept, as fast as possible"),
  NODES_FINISHED("nodes.finished", "/s", 1, "Videos that three nodes finish"),
  NODES_CPU("nodes.cpu", "s/1000", -1, "Processor time of the three for 1,000 videos"),
  NODES_GAIN("nodes.gain", "x", 1, "What three nodes finish, over what one finishes"),
  SUCCESS("success", "%", 1, "Videos done of those that should be, over all parts");

  private final String key;
  private final String unit;
  private final int better;
  private final String about;

  Figure(String key, String unit, int better, String about) {
    this.key = key;
    this.unit = unit;
    this.better = better;
    this.about = about;
  }

  /** Returns its name in a report. */
  public String key() {
    return key;
  }

  /** Returns its unit; empty for a number of things. */
  public String unit() {
    return unit;
  }

  /** Returns 1 when more is better, -1 when less is. */
  int better() {
    return better;
  }

  /** Returns what it is, in a few words. */
  public String about() {
    return about;
  }
}
