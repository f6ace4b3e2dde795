package dev.freshet.operator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The schemas of {@code endpoint-v1.yaml}, held strictly against JSON: also a field that no schema
 * describes is a fault, because readers would not know it. Knows the words that the file uses and
 * fails on others.
 */
public final class DocumentSchema {
  private static final List<String> FOR_READERS = List.of("description", "examples");

  private final JsonNode api = ContractFiles.readYaml("endpoint-v1.yaml");
  private final List<String> faults = new ArrayList<>();

  private DocumentSchema() {}

  /** What is wrong with this value, as the schema of this name sees it. */
  public static List<String> faults(String schema, JsonNode value) {
    var judge = new DocumentSchema();
    judge.hold(judge.named("#/components/schemas/" + schema), value, "");
    return judge.faults;
  }

  private void hold(JsonNode schema, JsonNode value, String path) {
    for (var rule : schema.properties()) {
      var word = rule.getKey();
      var argument = rule.getValue();
      if (FOR_READERS.contains(word)) {
        continue;
      }
      switch (word) {
        case "$ref" -> hold(named(argument.asText()), value, path);
        case "type" -> check(isOfType(argument, value), path, "is no " + argument);
        case "const" -> check(argument.equals(value), path, "is not " + argument);
        case "enum" -> check(contains(argument, value), path, "is none of " + argument);
        case "pattern" -> check(matches(argument, value), path, "does not match " + argument);
        case "minimum" -> check(value.asLong() >= argument.asLong(), path, "is under " + argument);
        case "maximum" -> check(value.asLong() <= argument.asLong(), path, "is over " + argument);
        case "minLength", "maxLength", "minItems" -> {
          int size = value.isTextual() ? value.asText().length() : value.size();
          check(
              word.startsWith("min") ? size >= argument.asInt() : size <= argument.asInt(),
              path,
              word + " " + argument);
        }
        case "required" ->
            argument.forEach(name -> check(value.has(name.asText()), path, "lacks " + name));
        case "items" -> value.forEach(item -> hold(argument, item, path + "[]"));
        case "oneOf" -> check(fits(argument, value) == 1, path, "fits none or several of oneOf");
        case "properties", "additionalProperties" -> {}
        default -> faults.add(path + ": the test does not know " + word);
      }
    }
    if (value.isObject() && !schema.has("$ref") && !schema.has("oneOf")) {
      holdFields(schema, value, path);
    }
  }

  private void holdFields(JsonNode schema, JsonNode value, String path) {
    for (var field : value.properties()) {
      var name = field.getKey();
      var described = schema.path("properties").path(name);
      var other = schema.path("additionalProperties");
      check(described.isObject() || other.isObject(), path + "." + name, "is not described");
      hold(described.isObject() ? described : other, field.getValue(), path + "." + name);
    }
  }

  private void check(boolean holds, String path, String fault) {
    if (!holds) {
      faults.add(path + ": " + fault);
    }
  }

  private JsonNode named(String reference) {
    var schema = api.at(reference.substring(1));
    if (!schema.isObject()) {
      throw new AssertionError(reference + " leads nowhere");
    }
    return schema;
  }

  private long fits(JsonNode alternatives, JsonNode value) {
    return StreamSupport.stream(alternatives.spliterator(), false)
        .filter(
            alternative -> {
              var judge = new DocumentSchema();
              judge.hold(alternative, value, "");
              return judge.faults.isEmpty();
            })
        .count();
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
  }

  private static boolean matches(JsonNode pattern, JsonNode value) {
    return Pattern.compile(pattern.asText()).matcher(value.asText()).find();
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    var names =
        types.isTextual()
            ? Stream.of(types.asText())
            : StreamSupport.stream(types.spliterator(), false).map(JsonNode::asText);
    return names.anyMatch(
        name ->
            switch (name) {
              case "object" -> value.isObject();
              case "array" -> value.isArray();
              case "string" -> value.isTextual();
              case "integer" -> value.isIntegralNumber();
              case "number" -> value.isNumber();
              case "boolean" -> value.isBoolean();
              case "null" -> value.isNull();
              default -> throw new AssertionError("no type " + name);
            });
  }
}
