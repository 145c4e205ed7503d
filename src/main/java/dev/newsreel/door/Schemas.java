package dev.newsreel.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.oas.OpenApi30;
import com.networknt.schema.regex.RegularExpression;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles the schemas of the contract. */
final class Schemas {

  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .losslessNarrowing(true)
          .pathType(PathType.LEGACY)
          .regularExpressionFactory(Schemas::pattern)
          .build();

  Schemas() {
    JsonMetaSchema openApi = OpenApi30.getInstance();
    JsonMetaSchema ours =
        JsonMetaSchema.builder(openApi.getIri(), openApi)
            .keyword(new AnnotationKeyword(Schema.MUST))
            .format(new WebAddress())
            .build();
    factory =
        JsonSchemaFactory.builder().metaSchema(ours).defaultMetaSchemaIri(ours.getIri()).build();
  }

  /** Returns a schema, without references, ready for use. */
  Schema of(JsonNode json) {
    return new Schema(json, factory.getSchema(json, config));
  }

  // The end of a text, also when it ends in a line break; and all of Unicode's blanks are blanks.
  private static RegularExpression pattern(String text) {
    String whole = text.endsWith("$") ? text.substring(0, text.length() - 1) + "\\z" : text;
    Pattern pattern = Pattern.compile(whole, Pattern.UNICODE_CHARACTER_CLASS);
    return value -> pattern.matcher(value).find();
  }

  /** An address of the web that has a host. */
  private static final class WebAddress implements Format {

    @Override
    public String getName() {
      return "uri";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
      try {
        URI uri = new URI(value);
        return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
            && uri.getHost() != null;
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }
}
