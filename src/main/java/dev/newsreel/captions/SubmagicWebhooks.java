package dev.newsreel.captions;

import dev.newsreel.job.CaptionOrder;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Told;
import dev.newsreel.job.VideoJob;
import java.util.Optional;

/**
 * What Submagic tells us at the address of one order. It is not signed: the token in the address is
 * the proof, and all it does is to make us look.
 */
public final class SubmagicWebhooks {

  private final JobStore jobs;

  /** Makes the receiver. */
  public SubmagicWebhooks(JobStore jobs) {
    this.jobs = jobs;
  }

  /**
   * Takes a webhook in, durably.
   *
   * @param tokenText the last part of the address
   * @param projectId the project that the body names
   * @param event a name for this very message; told again, it does nothing
   * @return what became of it
   */
  public Told accept(String tokenText, String projectId, String event) {
    Optional<Token> token = Token.parse(tokenText);
    Optional<VideoJob> job = token.flatMap(t -> jobs.find(t.jobId()));
    if (job.isEmpty() || order(job.get(), token.get()).isEmpty()) {
      return Told.UNKNOWN_TOKEN;
    }
    return jobs.notify(
        "submagic:" + token.get().hash() + ":" + event,
        SubmagicAnswers.QUEUE,
        job.get().id(),
        projectId + "#" + token.get().order());
  }

  private static Optional<CaptionOrder> order(VideoJob job, Token token) {
    return job.submagic() == null
        ? Optional.empty()
        : job.submagic().orders().stream()
            .filter(o -> o.number() == token.order() && token.matches(o.webhookHash()))
            .findFirst();
  }
}
