package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One place in the schema of a kind, and the way to it: {@code spec.targets[].tls}, {@code
 * spec.scope.parameters{}}.
 */
record Schema(String path, JsonNode node) {

  /** What the API server checks by CEL, what it says then, and of which field below this place. */
  record Rule(String expression, String message, String fieldPath) {
    private static Rule of(JsonNode node) {
      return new Rule(
          node.path("rule").asText(),
          node.path("message").asText(),
          node.path("fieldPath").asText());
    }
  }

  Map<String, Schema> properties() {
    var properties = new TreeMap<String, Schema>();
    node.path("properties")
        .fieldNames()
        .forEachRemaining(name -> properties.put(name, property(name)));
    return properties;
  }

  Schema property(String name) {
    return new Schema(
        path.isEmpty() ? name : path + "." + name, node.path("properties").path(name));
  }

  /** Of a list. */
  Optional<Schema> items() {
    return child("items", "[]");
  }

  /** Of a map. */
  Optional<Schema> values() {
    return child("additionalProperties", "{}");
  }

  private Optional<Schema> child(String keyword, String suffix) {
    return node.has(keyword)
        ? Optional.of(new Schema(path + suffix, node.path(keyword)))
        : Optional.empty();
  }

  /** This place and all below it. */
  Stream<Schema> walk() {
    return Stream.of(
            Stream.of(this),
            properties().values().stream().flatMap(Schema::walk),
            items().stream().flatMap(Schema::walk),
            values().stream().flatMap(Schema::walk))
        .flatMap(part -> part);
  }

  String type() {
    return isPort() ? "int-or-string" : node.path("type").asText();
  }

  private boolean isPort() {
    return node.path("x-kubernetes-int-or-string").asBoolean();
  }

  /** Its last name, without the brackets of a list or map. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  boolean isBelowList() {
    return path.contains("[]");
  }

  boolean requires(String property) {
    return texts("required").contains(property);
  }

  /** The words that are allowed, or none if all are. */
  List<String> words() {
    return texts("enum");
  }

  String description() {
    return node.path("description").asText();
  }

  Optional<JsonNode> defaultValue() {
    return Optional.ofNullable(node.get("default"));
  }

  List<Rule> rules() {
    return node.path("x-kubernetes-validations").valueStream().map(Rule::of).toList();
  }

  List<String> texts(String keyword) {
    return node.path(keyword).valueStream().map(JsonNode::asText).toList();
  }

  @Override
  public String toString() {
    return path;
  }
}
