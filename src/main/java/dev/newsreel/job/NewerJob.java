package dev.newsreel.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.redisson.client.RedisException;

/**
 * A job is stored in a form that this release does not know, as a newer one writes it. To this node
 * that is trouble with the store like any other: nothing may be assumed, nothing is changed, the
 * message stays where a newer node finds it.
 */
public final class NewerJob extends RedisException {
  private static final long serialVersionUID = 1L;

  NewerJob(JsonProcessingException cause) {
    super("A job is stored in a form that this release does not know" + place(cause), cause);
  }

  NewerJob(String field) {
    super("A job is stored in a form that this release does not know, at " + field);
  }

  private static String place(JsonProcessingException cause) {
    if (!(cause instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(".", ", at ", ""));
  }
}
