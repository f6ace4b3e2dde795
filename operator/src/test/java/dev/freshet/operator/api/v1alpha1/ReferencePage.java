package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of one kind as Markdown, made of nothing but its CRD. */
record ReferencePage(Crd crd) {
  String text() {
    var head =
        """
        <!-- Made from crds/%s by a test: change that, then run the test with -Dfreshet.regenerate=true. -->

        # %s

        %s

        `apiVersion: freshet.dev/v1alpha1`, `kind: %s`, short name `%s`, category `freshet`, namespaced.
        """
            .formatted(
                crd.file().getFileName(),
                crd,
                escaped(crd.schema().description()),
                crd,
                crd.names().path("shortNames").path(0).asText());
    return head
        + refusals(Stream.of(crd.schema()))
        + Stream.of(crd.spec(), crd.status())
            .flatMap(ReferencePage::objects)
            .map(ReferencePage::section)
            .collect(Collectors.joining());
  }

  /** This object, then each object in it, in the order of the CRD. */
  private static Stream<Schema> objects(Schema object) {
    return Stream.concat(
        Stream.of(object),
        fields(object)
            .flatMap(ReferencePage::withElements)
            .filter(ReferencePage::isObject)
            .flatMap(ReferencePage::objects));
  }

  /** One object with its fields; what belongs together stands together in the CRD. */
  private static String section(Schema object) {
    return """

    ## %s

    %s

    | field | type | required | default | meaning |
    | --- | --- | --- | --- | --- |
    %s\
    """
            .formatted(
                escaped(object.path()),
                escaped(object.description()),
                fields(object).map(field -> row(object, field)).collect(Collectors.joining()))
        + refusals(
            Stream.concat(
                Stream.of(object),
                fields(object)
                    .flatMap(ReferencePage::withElements)
                    .filter(place -> !isObject(place))));
  }

  private static Stream<Schema> fields(Schema object) {
    return object
        .node()
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .map(object::property);
  }

  private static boolean isObject(Schema place) {
    return place.node().has("properties");
  }

  /** The field itself, and what is in it if it is a list or map. */
  private static Stream<Schema> withElements(Schema field) {
    return Stream.concat(
        Stream.of(field),
        Stream.concat(field.items().stream(), field.values().stream())
            .flatMap(ReferencePage::withElements));
  }

  private static String row(Schema object, Schema field) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            field.name(),
            type(field),
            object.requires(field.name()) ? "yes" : "",
            field.defaultValue().map(value -> code(value.toString())).orElse(""),
            escaped(field.description().replaceFirst(" Default: .*", "")));
  }

  private static String type(Schema field) {
    if (!field.words().isEmpty()) {
      return field.words().stream().map(ReferencePage::code).collect(Collectors.joining(", "));
    }
    return switch (field.type()) {
      case "array" -> "list of " + type(field.items().orElseThrow()) + bounds(field);
      case "object" ->
          field.values().map(v -> "map to " + type(v) + bounds(field)).orElse("object");
      case "int-or-string" -> "integer or string" + bounds(field);
      case "string" -> field.node().has("format") ? "time" : "string" + bounds(field);
      default -> field.type() + bounds(field);
    };
  }

  private static String bounds(Schema field) {
    var bounds =
        Stream.of(
                range(field.node(), "minLength", "maxLength", " characters"),
                range(field.node(), "minItems", "maxItems", " entries"),
                range(field.node(), "minProperties", "maxProperties", " entries"),
                range(field.node(), "minimum", "maximum", ""))
            .filter(range -> !range.isEmpty())
            .collect(Collectors.joining());
    return bounds.isEmpty() ? "" : " (" + bounds + ")";
  }

  private static String range(JsonNode node, String least, String most, String unit) {
    if (node.has(least) && node.has(most)) {
      return node.path(least) + " to " + node.path(most) + unit;
    }
    return node.has(most)
        ? "at most " + node.path(most) + unit
        : node.has(least) ? "at least " + node.path(least) + unit : "";
  }

  /** What the API server says to a mistake, by the field that it names then. */
  private static String refusals(Stream<Schema> places) {
    var refusals =
        places
            .flatMap(place -> place.rules().stream().map(rule -> refusal(place, rule)))
            .collect(Collectors.joining());
    return refusals.isEmpty() ? "" : "\nRefused at apply:\n\n" + refusals;
  }

  private static String refusal(Schema place, Schema.Rule rule) {
    return "* `%s`: %s\n"
        .formatted(
            (place.path() + rule.fieldPath()).replaceFirst("^\\.", ""), escaped(rule.message()));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replaceAll("([|*_\\[\\]])", "\\\\$1");
  }
}
