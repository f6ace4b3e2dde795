package dev.freshet.operator.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a pod sent. Every reader gives back a value of a known form or none; whatever
 * else the object holds is never seen by anybody.
 */
record AnswerJson(JsonNode root) {
  private static final Pattern REVISION = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern GENERATION =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/[0-9]{1,19}");

  // A tree of 64 KiB is small, unless it is all nesting.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(16)
                      .maxNumberLength(32)
                      .maxStringLength(Exchange.MOST_BYTES)
                      .maxNameLength(256)
                      .build())
              .build());

  static AnswerJson parse(byte[] body) {
    try {
      JsonNode root = MAPPER.readTree(body);
      return new AnswerJson(root.isObject() ? root : MissingNode.getInstance());
    } catch (IOException e) {
      return new AnswerJson(MissingNode.getInstance());
    }
  }

  /** Whether the pod sent a JSON object at all; if not, no reader finds anything. */
  boolean isObject() {
    return root.isObject();
  }

  /** What the pod says it runs, if that is a revision at all. */
  @Nullable String appliedRevision() {
    return text("appliedRevision", REVISION);
  }

  /** In the form of {@link PolicyStamp#generationHeader()}, as a 409 has it. */
  @Nullable String appliedGenerationStamp() {
    return text("appliedGeneration", GENERATION);
  }

  /** As a number, as the status has it; 0 if there is none. */
  long appliedGeneration() {
    JsonNode value = root.path("appliedGeneration");
    return value.isIntegralNumber() && value.canConvertToLong() ? Math.max(0, value.asLong()) : 0;
  }

  /** Null unless both numbers are there and make sense together. */
  @Nullable Processes processes() {
    JsonNode total = root.path("processes").path("total");
    JsonNode applied = root.path("processes").path("applied");
    if (!total.isInt() || !applied.isInt()) {
      return null;
    }
    var processes = new Processes(total.asInt(), applied.asInt());
    boolean sensible = processes.applied() >= 0 && processes.applied() <= processes.total();
    return sensible ? processes : null;
  }

  /** The value of a text field, if it matches as a whole. */
  @Nullable String text(String field, Pattern form) {
    return text(root, field, form);
  }

  static @Nullable String text(JsonNode object, String field, Pattern form) {
    JsonNode value = object.path(field);
    return value.isTextual() && form.matcher(value.asText()).matches() ? value.asText() : null;
  }
}
