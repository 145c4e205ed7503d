package dev.newsreel.job;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stored form of a job: its JSON without the article's text, and the text beside it, which is
 * long and never changes. Fields that this release does not know are kept.
 */
final class StoredJob {

  private static final ObjectReader READER =
      Json.MAPPER.readerFor(VideoJob.class).withHandler(new Noticed());

  private StoredJob() {}

  // Only a job that holds something unknown is looked at twice.
  private static final class Noticed extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String name)
        throws IOException {
      ((AtomicBoolean) context.getAttribute(Noticed.class)).set(true);
      parser.skipChildren();
      return true;
    }
  }

  /** Returns the JSON of a job. */
  static String write(VideoJob job) {
    VideoJob stored = withText(job, "");
    if (job.later() == null) {
      return Json.write(stored);
    }
    ObjectNode all = Json.MAPPER.valueToTree(stored);
    job.later().addTo(all);
    return Json.write(all);
  }

  /**
   * Returns the job that was stored.
   *
   * @throws NewerJob when this release cannot know what is meant
   */
  static VideoJob read(String json, String text) {
    AtomicBoolean unknown = new AtomicBoolean();
    try {
      VideoJob job = READER.withAttribute(Noticed.class, unknown).readValue(json);
      requireWhole(job);
      return withText(unknown.get() ? withLater(job, json) : job, text == null ? "" : text);
    } catch (JsonProcessingException e) {
      throw new NewerJob(e);
    }
  }

  private static void requireWhole(VideoJob job) {
    if (job.status() == null || job.article() == null || job.options() == null) {
      throw new NewerJob("status, article or options");
    }
  }

  private static VideoJob withLater(VideoJob job, String json) throws JsonProcessingException {
    LaterFields later = LaterFields.of(Json.MAPPER.readTree(json), Json.MAPPER.valueToTree(job));
    return later.fields().isEmpty() ? job : job.with(d -> d.later = later);
  }

  /** Returns the job without its text; empty when this release cannot know what is meant. */
  static Optional<VideoJob> readIfKnown(String json) {
    try {
      return Optional.of(read(json, ""));
    } catch (NewerJob e) {
      return Optional.empty();
    }
  }

  private static VideoJob withText(VideoJob job, String text) {
    Article a = job.article();
    return job.with(
        d ->
            d.article =
                new Article(a.title(), text, a.url(), a.guid(), a.publishedAt(), a.author()));
  }
}
