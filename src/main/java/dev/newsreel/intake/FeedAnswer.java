package dev.newsreel.intake;

import dev.newsreel.job.Digest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The answer that ended one fetch, after redirects.
 *
 * @param status the HTTP status
 * @param bytes the body's size, unpacked
 * @param body SHA-256 of the body; null when there was none
 * @param etag verbatim; null when there was none that may be used
 * @param lastModified verbatim; null when there was none that may be used
 * @param fresh how long the server says that nothing will change; null when it did not say
 * @param from the address that gave it
 * @param movedTo where permanent redirects of the first address have led; null without any
 */
record FeedAnswer(
    int status,
    long bytes,
    String body,
    String etag,
    String lastModified,
    Duration fresh,
    URI from,
    URI movedTo) {

  /** Reads the message that camel-http has made of an answer. */
  static FeedAnswer of(Message message, Trail trail, Instant now) {
    byte[] body = message.getBody(byte[].class);
    boolean empty = body == null || body.length == 0;
    // Whoever says 0 here has been seen to answer 304 for ever.
    boolean usable = !"0".equals(header(message, "Expires"));
    return new FeedAnswer(
        message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
        empty ? 0 : body.length,
        empty ? null : Digest.of(body),
        usable ? header(message, "ETag") : null,
        usable ? header(message, "Last-Modified") : null,
        HttpTimes.fresh(
            header(message, "Cache-Control"),
            header(message, "Age"),
            header(message, "Expires"),
            now),
        trail.address(),
        trail.movedTo());
  }

  static String header(Message message, String name) {
    Object value = message.getHeader(name);
    Object first = value instanceof Iterable<?> several ? several.iterator().next() : value;
    return first == null || first.toString().isBlank() ? null : first.toString();
  }
}
