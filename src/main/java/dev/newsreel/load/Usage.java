package dev.newsreel.load;

/**
 * What has been used so far.
 *
 * @param nodes processor time of all nodes, in seconds
 * @param redis processor time of Redis, in seconds
 * @param trips round trips of all nodes to Redis
 * @param commands commands that Redis has run
 */
record Usage(double nodes, double redis, double trips, double commands) {

  private static final double MILLIS = 1000;

  static Usage of(Stage stage) {
    double nodes =
        stage.nodePrograms().stream().mapToDouble(p -> p.cpu().toMillis() / MILLIS).sum();
    double trips =
        stage.nodes().stream()
            .mapToDouble(n -> n.metrics(stage.rig().caller()).sum("redis_commands_total", ""))
            .sum();
    return new Usage(nodes, stage.store().cpu(), trips, stage.store().commands());
  }

  /** Returns what was used since. */
  Usage since(Usage before) {
    return new Usage(
        nodes - before.nodes,
        redis - before.redis,
        trips - before.trips,
        commands - before.commands);
  }
}
