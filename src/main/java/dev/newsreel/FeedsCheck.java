package dev.newsreel;

import dev.newsreel.intake.FeedReview;
import dev.newsreel.intake.FeedRules;
import dev.newsreel.job.Offer;
import dev.newsreel.readiness.FeedVisit;
import dev.newsreel.readiness.Finding;
import dev.newsreel.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The declared feeds' part of an inspection. */
final class FeedsCheck {

  private static final String CHECK = "feeds";

  private final Path directory;
  private final Settings settings;
  private final Offer.All offers;

  FeedsCheck(Path directory, Settings settings, Offer.All offers) {
    this.directory = directory;
    this.settings = settings;
    this.offers = offers;
  }

  /** Looks at every entry, and at the feeds themselves if that is wanted. */
  List<Finding> look(boolean readThem) {
    Path file = directory.resolve(DeclaredFeeds.FILE);
    if (!Files.exists(file)) {
      return List.of(Finding.warning(CHECK, file + " is not there", "Only calls make videos"));
    }
    try {
      FeedReview review = FeedReview.of(file, rules());
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok(CHECK, review.usable().size() + " feeds are declared"));
      String next = "Mend the entry in " + DeclaredFeeds.FILE;
      review.refused().forEach((name, why) -> findings.add(Finding.failed(CHECK, why, next)));
      if (readThem) {
        findings.addAll(read(review));
      }
      return findings;
    } catch (IOException e) {
      String says = file + " cannot be used: " + e.getMessage();
      return List.of(Finding.failed(CHECK, says, "Mend the file"));
    }
  }

  private List<Finding> read(FeedReview review) {
    try (FeedVisit visit = new FeedVisit(settings, Beans.addressRules(settings))) {
      return review.usable().entrySet().stream()
          .map(feed -> visit.look(feed.getKey(), feed.getValue()))
          .toList();
    }
  }

  private FeedRules rules() {
    FeedRules rules = DeclaredFeeds.rules(settings);
    return new FeedRules(
        rules.addresses(),
        rules.prompts(),
        rules.placeholders(),
        among("avatar", offers.avatars()),
        among("voice", offers.voices()));
  }

  private static Function<String, Optional<String>> among(String what, List<Offer> offered) {
    return id ->
        offered.isEmpty() || offered.stream().anyMatch(o -> id.equals(o.id()))
            ? Optional.empty()
            : Optional.of("is no " + what + " of this HeyGen account");
  }
}
