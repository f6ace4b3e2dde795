package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The largest status that a schema allows: every list, text and number at its bound. */
final class FullStatus {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What no counter reaches: a thousand keys a second for thirty years. */
  private static final long MANY = 1_000_000_000_000L;

  private FullStatus() {}

  static JsonNode of(Crd crd) {
    return fill(crd.status(), 0);
  }

  /** The number tells the elements of a list apart. */
  private static JsonNode fill(Schema place, int number) {
    return switch (place.type()) {
      case "object" -> {
        var object = NODES.objectNode();
        place.properties().forEach((name, child) -> object.set(name, fill(child, number)));
        yield object;
      }
      case "array" -> {
        var list = NODES.arrayNode();
        IntStream.range(0, place.node().path("maxItems").asInt())
            .mapToObj(i -> fill(place.items().orElseThrow(), i))
            .forEach(list::add);
        yield list;
      }
      case "string" -> new TextNode(text(place, number));
      case "integer" -> number(place);
      case "boolean" -> BooleanNode.FALSE;
      default -> throw new AssertionError(place + " has no place in a status");
    };
  }

  private static String text(Schema place, int number) {
    if (place.node().path("format").asText().equals("date-time")) {
      return "2026-11-21T06:10:02Z";
    }
    return place.words().stream()
        .max(Comparator.comparingInt(String::length))
        .orElseGet(
            () -> {
              var suffix = "" + number;
              var room = place.node().path("maxLength").asInt() - suffix.length();
              return "x".repeat(room) + suffix;
            });
  }

  private static JsonNode number(Schema place) {
    var maximum = place.node().path("maximum").asLong(Long.MAX_VALUE);
    return place.node().path("format").asText().equals("int32")
        ? new IntNode((int) Math.min(maximum, Integer.MAX_VALUE))
        : new LongNode(Math.min(maximum, MANY));
  }
}
