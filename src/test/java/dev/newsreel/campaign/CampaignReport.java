package dev.newsreel.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** What a campaign has shown, on one screen. */
record CampaignReport(
    CampaignOptions options, List<Strike> strikes, Judge.Verdict verdict, List<String> faults) {

  private static final int MOST_FAULTS = 20;

  /**
   * Returns the report.
   *
   * @param accepted how many jobs were accepted
   * @param repeats how often a request had to be made again
   * @param exits how often nodes ended without being killed
   * @param rest milliseconds from the end of all trouble until every job had ended
   */
  String text(int accepted, int repeats, int exits, long rest) {
    JsonNode bill = verdict.bill();
    return """

        ===== campaign %d: %s =====
        strikes    %s
        jobs       %d accepted after %d repeats, endings %s, held as order_unknown %d
        nodes      %d exits that nobody asked for; all at rest %.1f s after the trouble
        heygen     %s videos, %s replays, %.4f USD
        submagic   %s projects, %s paid, %.2f USD (the jobs say %.4f USD with scripts)
        webhooks   %s
        faults     %d%s
        again      %s
        """
        .formatted(
            options.seed(),
            faults.isEmpty() ? "all is well" : "FAULTS",
            strikes.stream().collect(Collectors.groupingBy(Strike::kind, Collectors.counting())),
            accepted,
            repeats,
            verdict.endings(),
            verdict.unknown(),
            exits,
            rest / 1e3,
            bill.at("/heygen/videos").asText(),
            bill.at("/heygen/replays").asText(),
            bill.at("/heygen/usd").asDouble(),
            bill.at("/submagic/projects").asText(),
            bill.at("/submagic/paid").asText(),
            bill.at("/submagic/usd").asDouble(),
            verdict.usd(),
            bill.path("webhooks"),
            faults.size(),
            faults.stream()
                .limit(MOST_FAULTS)
                .map(fault -> "\n             " + fault)
                .collect(Collectors.joining()),
            options.command());
  }
}
