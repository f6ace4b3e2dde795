package dev.freshet.operator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointContractTest {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");
  private static final JsonNode API = ContractFiles.readYaml("endpoint-v1.yaml");

  @Test
  void theSixCallsAnswerWithTheStatusesThatTheOperatorTellsApart() {
    // When
    var calls = new TreeMap<String, List<String>>();
    forEachCall((call, path, operation) -> calls.put(call, names(operation.path("responses"))));

    // Then
    assertThat(calls)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "GET /v1/status", List.of("200", "401", "403", "503"),
                "PUT /v1/config", List.of("200", "202", "401", "403", "409", "413", "422", "503"),
                "POST /v1/invalidations", List.of("200", "202", "401", "403", "404", "422", "503"),
                "POST /v1/warm", List.of("202", "401", "403", "404", "422", "503"),
                "GET /v1/warm/{runId}", List.of("200", "401", "403", "404", "503"),
                "DELETE /v1/warm/{runId}", List.of("200", "401", "403", "404", "503")));
  }

  @Test
  void everyCallIsSignedAndSaysWhomItIsForAndWhoCalls() {
    forEachCall(
        (call, path, operation) -> {
          // When
          var headers = headers(path, operation);

          // Then
          assertThat(headers)
              .as(call)
              .contains(
                  "webhook-id",
                  "webhook-timestamp",
                  "Freshet-Pod-UID",
                  "Freshet-Policy",
                  "Freshet-Policy-UID",
                  "Freshet-Generation");
          assertThat(headers.contains("Freshet-Revision")).isEqualTo(call.equals("PUT /v1/config"));
          assertThat(operation.path("security").isMissingNode()).as(call).isTrue();
        });
    assertThat(API.at("/security/0/signature").isArray()).isTrue();
    assertThat(API.at("/components/securitySchemes/signature/name").asText())
        .isEqualTo("webhook-signature");
  }

  @Test
  void everyCallIsExplained() {
    forEachCall(
        (call, path, operation) -> {
          assertThat(operation.path("summary").asText()).as(call).endsWith(".");
          assertThat(operation.path("operationId").asText()).as(call).isNotBlank();
          operation
              .path("responses")
              .forEach(
                  response ->
                      assertThat(resolved(response).path("description").asText())
                          .as(call)
                          .isNotBlank());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Status", "Invalidation"})
  void theExamplesAreWhatTheSchemasSay(String schema) {
    // Given
    var examples = API.at("/components/schemas/" + schema + "/examples");

    // When
    var faults =
        StreamSupport.stream(examples.spliterator(), false)
            .flatMap(example -> DocumentSchema.faults(schema, example).stream());

    // Then
    assertThat(examples).isNotEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverythingNamedIsUsed() {
    // When
    var references = API.findValuesAsText("$ref");

    // Then
    assertThat(references).allSatisfy(ref -> assertThat(API.at(ref.substring(1))).isNotEmpty());
    for (var kind : List.of("schemas", "responses", "parameters")) {
      assertThat(names(API.at("/components/" + kind)))
          .allSatisfy(name -> assertThat(references).contains("#/components/" + kind + "/" + name));
    }
  }

  private interface CallCheck {
    void check(String call, JsonNode path, JsonNode operation);
  }

  private static void forEachCall(CallCheck check) {
    for (var path : API.path("paths").properties()) {
      for (var method : METHODS) {
        if (path.getValue().has(method)) {
          var call = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
          check.check(call, path.getValue(), path.getValue().path(method));
        }
      }
    }
  }

  private static List<String> headers(JsonNode path, JsonNode operation) {
    var headers = new ArrayList<String>();
    for (var owner : List.of(path, operation)) {
      for (var parameter : owner.path("parameters")) {
        var described = resolved(parameter);
        if (described.path("in").asText().equals("header")) {
          assertThat(described.path("required").asBoolean()).isTrue();
          headers.add(described.path("name").asText());
        }
      }
    }
    return headers;
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? API.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }
}
