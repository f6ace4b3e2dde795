package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where the values of a schema's place are in an object: in a list at its first element, in a map
 * under the key {@code id}.
 */
record JsonPlace(List<String> steps) {
  private static final Pattern STEP = Pattern.compile("[^.\\[\\]{}]+|\\[]|\\{}");

  static JsonPlace of(Schema schema) {
    return new JsonPlace(STEP.matcher(schema.path()).results().map(MatchResult::group).toList());
  }

  /** The object with this place changed; objects and lists on the way are made where missing. */
  JsonNode change(JsonNode object, UnaryOperator<JsonNode> change) {
    if (steps.isEmpty()) {
      return change.apply(object);
    }
    var rest = new JsonPlace(steps.subList(1, steps.size()));
    if (steps.getFirst().equals("[]")) {
      var list = object.isArray() ? (ArrayNode) object.deepCopy() : nodes().arrayNode();
      var first = rest.change(list.path(0), change);
      if (!list.isEmpty()) {
        list.remove(0);
      }
      return list.insert(0, first);
    }
    var map = object.isObject() ? (ObjectNode) object.deepCopy() : nodes().objectNode();
    var name = steps.getFirst().equals("{}") ? "id" : steps.getFirst();
    return map.set(name, rest.change(map.path(name), change));
  }

  private static JsonNodeFactory nodes() {
    return JsonNodeFactory.instance;
  }
}
