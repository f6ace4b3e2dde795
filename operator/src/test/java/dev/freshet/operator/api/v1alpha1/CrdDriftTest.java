package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas and the records say the same, in both directions. */
class CrdDriftTest {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A flush of a schedule is a run of its own: these would be the same for each of them. */
  private static final Set<String> NOT_IN_TEMPLATE = Set.of("runToken", "suspend");

  private final List<String> differences = new ArrayList<>();

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void schemaAndRecordsHaveTheSameFields(Crd crd) {
    // Given
    var types = ((ParameterizedType) crd.type().getGenericSuperclass()).getActualTypeArguments();

    // When
    compare(types[0], crd.spec());
    compare(types[1], crd.status());

    // Then
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void schemaAndClassHaveTheSameNames(Crd crd) {
    assertThat(crd.definition().at("/metadata/name").asText())
        .isEqualTo(CustomResource.getCRDName(crd.type()));
    assertThat(crd.definition().at("/spec/group").asText()).isEqualTo("freshet.dev");
    assertThat(crd.version().path("name").asText()).isEqualTo("v1alpha1");
    assertThat(crd.names().path("kind").asText()).isEqualTo(crd.type().getSimpleName());
    assertThat(crd.names().path("plural").asText()).isEqualTo(HasMetadata.getPlural(crd.type()));
    assertThat(crd.names().path("singular").asText())
        .isEqualTo(HasMetadata.getSingular(crd.type()));
    assertThat(crd.names().path("shortNames").valueStream().map(JsonNode::asText))
        .containsExactly(CustomResource.getShortNames(crd.type()));
  }

  private void compare(Type type, Schema schema) {
    switch (type) {
      case Class<?> c when c.isRecord() -> compareRecord(c, schema);
      case Class<?> c when c.isEnum() -> compareWords(c, schema);
      case Class<?> c when c == Condition.class || c == LabelSelector.class ->
          compareNames(schema, modelFields(c), new TreeSet<>(schema.properties().keySet()));
      case Class<?> c -> same(schema, "type", schemaType(c), typeAndFormat(schema));
      case ParameterizedType p when p.getRawType() == List.class -> {
        same(schema, "type", "array", schema.type());
        compare(p.getActualTypeArguments()[0], schema.items().orElseThrow());
      }
      case ParameterizedType p when p.getRawType() == Map.class -> {
        same(schema, "type", "object", schema.type());
        compare(p.getActualTypeArguments()[1], schema.values().orElseThrow());
      }
      default -> differences.add(schema + ": no rule for " + type);
    }
  }

  private void compareRecord(Class<?> type, Schema schema) {
    var fields =
        Arrays.stream(type.getRecordComponents())
            .collect(Collectors.toMap(CrdDriftTest::fieldName, component -> component));
    var names = new TreeSet<>(fields.keySet());
    if (schema.path().equals("spec.flushTemplate.spec")) {
      names.removeAll(NOT_IN_TEMPLATE);
    }
    compareNames(schema, names, new TreeSet<>(schema.properties().keySet()));
    var absent = CLIENT.unmarshal("{}", type);
    schema
        .properties()
        .forEach(
            (name, property) -> {
              var component = fields.get(name);
              if (component != null) {
                compare(component.getGenericType(), property);
                compareAbsence(
                    component, value(component, absent), schema.requires(name), property);
              }
            });
  }

  /** What a record says of an absent field is what the schema says of it. */
  private void compareAbsence(
      RecordComponent component, @Nullable Object value, boolean required, Schema property) {
    var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (nullable) {
      if (required || property.defaultValue().isPresent()) {
        differences.add(property + ": @Nullable, but never absent");
      }
      return;
    }
    if (value == null) {
      if (!required) {
        differences.add(property + ": may be absent, but neither @Nullable nor given a default");
      }
      return;
    }
    var read = JSON.valueToTree(value);
    property
        .defaultValue()
        .filter(written -> !written.equals(JSON.createObjectNode()))
        .ifPresent(written -> same(property, "default", written.toString(), read.toString()));
    if (property.defaultValue().isEmpty() && isWorthSaying(property) && !required) {
      if (!saysAbsent(property, read)) {
        differences.add(
            "%s: absent is read as %s, but the description does not say \"Absent: …\""
                .formatted(property, read));
      }
    }
  }

  /** Status is written by us; an absent list or object is an empty one. */
  private static boolean isWorthSaying(Schema property) {
    return property.path().startsWith("spec.") && !property.type().equals("object");
  }

  private static boolean saysAbsent(Schema property, JsonNode read) {
    if (read.isArray() && read.isEmpty()) {
      return true;
    }
    var said = property.description().replaceFirst("(?s).*Absent: ", "");
    return read.isValueNode()
        ? said.startsWith(read.asText() + ".")
        : !said.equals(property.description());
  }

  private void compareWords(Class<?> type, Schema schema) {
    var words =
        Arrays.stream(type.getFields())
            .filter(field -> field.isEnumConstant() && !field.getName().equals("UNKNOWN"))
            .map(field -> field.getAnnotation(JsonProperty.class).value())
            .collect(Collectors.toCollection(TreeSet::new));
    same(schema, "words", words.toString(), new TreeSet<>(schema.words()).toString());
    if (!Arrays.toString(type.getEnumConstants()).endsWith("UNKNOWN]")) {
      differences.add(type + ": has no UNKNOWN for words of a newer version");
    }
  }

  private void compareNames(Schema schema, Set<String> inJava, Set<String> inSchema) {
    same(schema, "fields", inJava.toString(), inSchema.toString());
  }

  private void same(Schema schema, String what, String first, String second) {
    if (!first.equals(second)) {
      differences.add("%s: %s is %s here and %s there".formatted(schema, what, first, second));
    }
  }

  private static String schemaType(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "string";
      case "int", "Integer" -> "integer int32";
      case "long", "Long" -> "integer int64";
      case "boolean", "Boolean" -> "boolean";
      default -> type == IntOrString.class ? "int-or-string" : type.getName();
    };
  }

  private static String typeAndFormat(Schema schema) {
    return schema.type().equals("integer")
        ? "integer " + schema.node().path("format").asText()
        : schema.type();
  }

  private static String fieldName(RecordComponent component) {
    var annotation = component.getAccessor().getAnnotation(JsonProperty.class);
    return annotation == null ? component.getName() : annotation.value();
  }

  /** What the client's own model of a Kubernetes type has. */
  private static Set<String> modelFields(Class<?> type) {
    return JSON
        .getDeserializationConfig()
        .introspect(JSON.constructType(type))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .filter(name -> !name.equals("additionalProperties"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
