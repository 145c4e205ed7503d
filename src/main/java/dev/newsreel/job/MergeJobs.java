package dev.newsreel.job;

import dev.newsreel.redis.Receipt;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Joins an answer to the job that waits for it. The waiting exchange is always the one returned,
 * because what the aggregate step removes is what it was given.
 */
public final class MergeJobs implements AggregationStrategy {

  /** Returns the waiting exchange with its blanks filled; the answer itself when nobody waits. */
  @Override
  public Exchange aggregate(Exchange waiting, Exchange answer) {
    if (waiting == null) {
      return answer;
    }
    VideoJob job = waiting.getMessage().getBody(VideoJob.class);
    waiting.getMessage().setBody(job.merge(answer.getMessage().getBody(VideoJob.class)));
    waiting.setProperty(ParkedJobs.EVENT, answer.getProperty(ParkedJobs.EVENT));
    waiting.setProperty(Receipt.PROPERTY, answer.getProperty(Receipt.PROPERTY));
    waiting.setProperty(ParkedJobs.TOLD, answer.getProperty(ParkedJobs.TOLD));
    waiting.setProperty(ParkedJobs.ENDED, answer.getProperty(ParkedJobs.ENDED));
    return waiting;
  }

  /** Returns whether a joined job has got its avatar video, or the reason why there is none. */
  public boolean isRendered(VideoJob job) {
    return job.isRendered();
  }

  /** Returns whether a joined job has got its captioned video, or the reason why there is none. */
  public boolean isCaptioned(VideoJob job) {
    return job.isCaptioned();
  }
}
