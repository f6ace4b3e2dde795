package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A value that a field must refuse, and how the API server says so. */
record BadInput(Schema place, String what, UnaryOperator<JsonNode> value, String complaint) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** All that the schema of this field can be tried with. */
  static Stream<BadInput> of(Schema place) {
    return Stream.concat(ofWrongType(place), beyondBounds(place));
  }

  private static Stream<BadInput> ofWrongType(Schema place) {
    var complaint = "must be of type " + place.type();
    return switch (place.type()) {
      case "string" -> Stream.of(new BadInput(place, "a number", new IntNode(42), complaint));
      case "integer" -> Stream.of(new BadInput(place, "a text", new TextNode("42"), complaint));
      case "boolean" -> Stream.of(new BadInput(place, "a text", new TextNode("yes"), complaint));
      case "array" -> Stream.of(new BadInput(place, "an object", NODES.objectNode(), complaint));
      case "object" -> Stream.of(new BadInput(place, "a list", NODES.arrayNode(), complaint));
      case "int-or-string" ->
          Stream.of(
              new BadInput(place, "a boolean", BooleanNode.TRUE, "must be of type integer,string"));
      default -> throw new AssertionError(place + " is of unknown type " + place.type());
    };
  }

  private static Stream<BadInput> beyondBounds(Schema place) {
    return place.node().propertyStream().flatMap(entry -> beyond(place, entry.getKey()));
  }

  private static Stream<BadInput> beyond(Schema place, String keyword) {
    var bound = place.node().path(keyword).asLong();
    return switch (keyword) {
      case "maxLength" ->
          Stream.of(
              new BadInput(
                  place, "too long", new TextNode("a".repeat((int) bound + 1)), "Too long: "));
      case "minLength" ->
          Stream.of(
              new BadInput(place, "empty", new TextNode(""), "should be at least 1 chars long"));
      case "enum" ->
          Stream.of(
              new BadInput(place, "unknown", new TextNode("NoSuchWord"), "Unsupported value: "));
      case "minimum" ->
          Stream.of(
              new BadInput(
                  place,
                  "too small",
                  new LongNode(bound - 1),
                  "greater than or equal to " + bound));
      case "maximum" ->
          Stream.of(
              new BadInput(
                  place, "too great", new LongNode(bound + 1), "less than or equal to " + bound));
      case "minItems" ->
          Stream.of(
              new BadInput(place, "empty", NODES.arrayNode(), "should have at least 1 items"));
      case "maxItems" -> Stream.of(new BadInput(place, "too many", many(place, bound), "Too many"));
      case "maxProperties" ->
          Stream.of(new BadInput(place, "too many", manyValues(bound), "Too many"));
      case "properties" ->
          Stream.of(
              new BadInput(place, "unknown field", BadInput::withUnknownField, "unknown field "));
      default -> Stream.empty();
    };
  }

  /** Different from each other, so that the number is what is wrong with them. */
  private static ArrayNode many(Schema place, long bound) {
    var list = NODES.arrayNode();
    var items = place.items().orElseThrow();
    IntStream.rangeClosed(0, (int) bound)
        .mapToObj(
            number ->
                switch (items.type()) {
                  case "string" -> new TextNode("a" + number);
                  case "array" -> NODES.arrayNode().add("a" + number);
                  default ->
                      items.properties().containsKey("name")
                          ? NODES.objectNode().put("name", "a" + number)
                          : NODES.objectNode();
                })
        .forEach(list::add);
    return list;
  }

  private static ObjectNode manyValues(long bound) {
    var map = NODES.objectNode();
    IntStream.rangeClosed(0, (int) bound).forEach(number -> map.put("a" + number, "a"));
    return map;
  }

  private static JsonNode withUnknownField(JsonNode existing) {
    var object = existing.isObject() ? (ObjectNode) existing.deepCopy() : NODES.objectNode();
    return object.put("noSuchField", 1);
  }

  private BadInput(Schema place, String what, JsonNode value, String complaint) {
    this(place, what, _ -> value, complaint);
  }

  /** The object with this value at its place. */
  JsonNode putInto(JsonNode object) {
    return JsonPlace.of(place).change(object, value);
  }

  /** How the API server writes the way to it: {@code spec.caches[0].keys[0]}. */
  String field() {
    return place.path().replace("[]", "[0]").replace("{}", ".id");
  }

  @Override
  public String toString() {
    return place + " " + what;
  }
}
