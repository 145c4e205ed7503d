package dev.newsreel.campaign;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How large a campaign is.
 *
 * @param seed where its random choices begin
 * @param jobs how many videos are asked for
 * @param nodes how many processes run
 * @param kills how often a process is struck
 * @param time how long jobs are posted while things go wrong
 */
record CampaignOptions(long seed, int jobs, int nodes, int kills, Duration time) {

  CampaignOptions {
    if (jobs < 1 || nodes < 1 || kills < 0 || time.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "jobs, nodes and seconds must be at least 1, kills at least 0");
    }
  }

  /**
   * Returns what the system properties {@code campaign.*} say, one campaign for each seed; the
   * defaults are two short ones. Without a number of nodes the seed chooses one to three.
   */
  static List<CampaignOptions> given() {
    return Arrays.stream(System.getProperty("campaign.seed", "2").split(",", -1))
        .map(seed -> given(Long.parseLong(seed.strip())))
        .toList();
  }

  private static CampaignOptions given(long seed) {
    return new CampaignOptions(
        seed,
        Integer.getInteger("campaign.jobs", 300),
        Integer.getInteger("campaign.nodes", Math.floorMod(seed, 3) + 1),
        Integer.getInteger("campaign.kills", 6),
        Duration.ofSeconds(Long.getLong("campaign.seconds", 50)));
  }

  /** Returns the command that runs the same campaign again. */
  String command() {
    return "mvn -B -Pcampaign verify -Dcampaign.seed=%d -Dcampaign.jobs=%d -Dcampaign.nodes=%d -Dcampaign.kills=%d -Dcampaign.seconds=%d"
        .formatted(seed, jobs, nodes, kills, time.toSeconds());
  }
}
