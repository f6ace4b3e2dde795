package dev.freshet.operator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.operator.keys.KeyTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator has no part in the bus; this test keeps its vectors true, as the smallest reader
 * that could serve a client.
 */
class BusContractTest {
  record Vectors(
      String about, List<BusStream> streams, List<Entry> entries, List<Unreadable> unreadable) {}

  record BusStream(String policy, String stream) {}

  record Entry(String name, String document, Map<String, String> fields, Meaning means) {}

  record Meaning(
      String origin,
      @Nullable String cache,
      @Nullable String tenant,
      Map<String, String> parameters,
      String action,
      List<List<String>> clientKeys) {}

  record Unreadable(String name, Map<String, String> fields) {}

  private static final Set<String> ACTIONS = Set.of("Delete", "Expire", "BumpVersion", "Refresh");
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
  private static final Vectors VECTORS = ContractFiles.read("bus.json", Vectors.class);

  static Stream<BusStream> streams() {
    return VECTORS.streams().stream();
  }

  @ParameterizedTest
  @MethodSource
  void streams(BusStream vector) {
    // When
    var stream = "freshet:{" + vector.policy() + "}:bus";

    // Then
    assertThat(stream).isEqualTo(vector.stream());
  }

  static Stream<Entry> entries() {
    return VECTORS.entries().stream();
  }

  @ParameterizedTest
  @MethodSource
  void entries(Entry vector) {
    // When
    var meaning = read(vector.fields());

    // Then
    assertThat(meaning).contains(vector.means());
    assertFitsItsDocument(vector);
  }

  static Stream<Unreadable> unreadable() {
    return VECTORS.unreadable().stream();
  }

  @ParameterizedTest
  @MethodSource
  void unreadable(Unreadable vector) {
    // When
    var meaning = read(vector.fields());

    // Then
    assertThat(meaning).as(vector.name()).isEmpty();
  }

  private static Optional<Meaning> read(Map<String, String> fields) {
    var origin = fields.get("origin");
    var action = fields.get("action");
    if (origin == null || action == null || !ACTIONS.contains(action)) {
      return Optional.empty();
    }
    try {
      var parameters = JSON.readTree(fields.getOrDefault("parameters", ""));
      if (!StreamSupport.stream(parameters.spliterator(), false).allMatch(JsonNode::isTextual)) {
        return Optional.empty();
      }
      return Optional.of(
          new Meaning(
              origin,
              fields.get("cache"),
              fields.get("tenant"),
              JSON.convertValue(parameters, new TypeReference<Map<String, String>>() {}),
              action,
              JSON.readValue(
                  fields.getOrDefault("clientKeys", ""),
                  new TypeReference<List<List<String>>>() {})));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void assertFitsItsDocument(Entry vector) {
    var document =
        ContractFiles.read("documents/out-" + vector.document() + ".json", JsonNode.class);
    assertThat(vector.means().tenant() != null)
        .isEqualTo(document.at("/keyspace/tenancy").asText().equals("Prefix"));
    var cache = vector.means().cache();
    if (cache != null) {
      assertThat(document.path("caches").path(cache).isObject()).as(cache).isTrue();
      assertThat(placeholders(document.path("caches").path(cache)))
          .containsAll(vector.means().parameters().keySet());
    }
  }

  private static Set<String> placeholders(JsonNode cache) {
    return StreamSupport.stream(cache.path("keys").spliterator(), false)
        .flatMap(key -> KeyTemplate.parse(key.asText()).toOptional().stream())
        .flatMap(template -> template.placeholders().stream())
        .collect(Collectors.toSet());
  }
}
