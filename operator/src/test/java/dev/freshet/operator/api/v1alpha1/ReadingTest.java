package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records, read and written by the client's own serialisation. */
class ReadingTest {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyFieldOfAFullExampleSurvivesReadingAndWriting(Crd crd) throws IOException {
    // Given
    var written = Example.json(crd);

    // When
    var resource = CLIENT.unmarshal(Example.text(crd), crd.type());
    var again = JSON.readTree(CLIENT.asJson(resource));

    // Then
    assertThat(lost("", written, again)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void whatIsWrittenReadsBackEqual(Crd crd) {
    // Given
    var resource = CLIENT.unmarshal(Example.text(crd), crd.type());

    // When
    var again = CLIENT.unmarshal(CLIENT.asJson(resource), crd.type());

    // Then
    assertThat(again.getSpec()).isEqualTo(resource.getSpec());
    assertThat(again.getStatus()).isEqualTo(resource.getStatus());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void aFreshObjectHasNeitherSpecNorStatus(Crd crd) throws ReflectiveOperationException {
    // When
    var resource = crd.type().getConstructor().newInstance();

    // Then
    assertThat(resource.getSpec()).isNull();
    assertThat(resource.getStatus()).isNull();
    assertThat(resource.getApiVersion()).isEqualTo("freshet.dev/v1alpha1");
    assertThat(HasMetadata.getKind(crd.type())).isEqualTo(crd.toString());
  }

  @Test
  void fieldsOfANewerVersionAreSkipped() {
    // When
    var policy =
        policy(
            """
            spec:
              future: {deep: [1]}
              keyspace: {prefix: "shop:", tenancy: None, future: 1}
              rollout: {canary: 2, future: 1}
            """);

    // Then
    assertThat(policy.getSpec().keyspace().prefix()).isEqualTo("shop:");
    assertThat(policy.getSpec().rollout().canary()).isEqualTo(2);
  }

  @Test
  void aWordOfANewerVersionIsUnknownAndNeverTheDefault() {
    // When
    var flush =
        CLIENT.unmarshal(
            """
            kind: CacheFlush
            spec: {policyRef: {name: shop}, action: Shred, layers: [Redis, Edge]}
            status: {phase: Dreaming}
            """,
            CacheFlush.class);

    // Then
    assertThat(flush.getSpec().action()).isEqualTo(FlushAction.UNKNOWN);
    assertThat(flush.getSpec().layers()).containsExactly(Layer.REDIS, Layer.UNKNOWN);
    assertThat(flush.getStatus().phase()).isEqualTo(RunPhase.UNKNOWN);
  }

  @Test
  void aPortIsANameOrANumber() {
    // When
    var targets =
        policy(
                """
                spec:
                  keyspace: {prefix: "shop:"}
                  targets:
                    - {name: web, selector: {}, port: cache-admin}
                    - {name: api, selector: {}, port: 8081}
                """)
            .getSpec()
            .targets();

    // Then
    assertThat(targets)
        .extracting(Target::port)
        .containsExactly(new IntOrString("cache-admin"), new IntOrString(8081));
  }

  @Test
  void whatIsLeftOutOfAPolicyHasItsDefault() {
    // When
    var spec =
        policy(
                """
                spec:
                  keyspace: {prefix: "shop:{tenant}:"}
                  ttlTiers: [{name: warm, ttl: 10m}]
                  targets: [{name: web, selector: {}}]
                  caches: [{name: product}]
                  models: [{name: catalog.Product, invalidates: [{cache: product}]}]
                """)
            .getSpec();

    // Then
    assertThat(spec.serving()).isEqualTo(Serving.ENABLED);
    assertThat(spec.resyncInterval()).isEqualTo("5m");
    assertThat(spec.rollout()).isEqualTo(new Rollout(0, 64, RejectionPolicy.HALT, 600));
    assertThat(spec.keyspace())
        .isEqualTo(
            new Keyspace(
                "shop:{tenant}:", "1", ":", Tenancy.PREFIX, TenantCharset.DNS_LABEL, "UTC", null));
    assertThat(spec.ttlTiers().getFirst().jitterPercent()).isEqualTo(10);
    assertThat(spec.targets().getFirst().via()).isEqualTo(Delivery.PUSH);
    assertThat(spec.targets().getFirst().path()).isEqualTo("/freshet");
    assertThat(spec.targets().getFirst().timeout()).isEqualTo("3s");
    assertThat(spec.targets().getFirst().capabilities())
        .containsExactly(Capability.CONFIG, Capability.LOCAL, Capability.WARM);
    assertThat(spec.caches().getFirst().enabled()).isTrue();
    assertThat(spec.caches().getFirst().compression()).isEqualTo(Compression.NONE);
    assertThat(spec.models().getFirst().invalidates().getFirst().events())
        .containsExactly(ModelEvent.CREATE, ModelEvent.UPDATE, ModelEvent.DELETE);
    assertThat(spec.warm()).isEqualTo(new Warm(false, null, List.of()));
  }

  @Test
  void emptyListsAreNotWritten() {
    // Given
    var status =
        CLIENT.unmarshal("{\"observedGeneration\": 2, \"pods\": []}", CachePolicyStatus.class);

    // When
    var json = CLIENT.asJson(status);

    // Then
    assertThat(json).isEqualTo("{\"observedGeneration\":2,\"podsTruncated\":false}");
  }

  private static CachePolicy policy(String yaml) {
    return CLIENT.unmarshal("kind: CachePolicy\n" + yaml, CachePolicy.class);
  }

  /** The paths of all that is in the first and not in the second; an empty list is nothing. */
  private static List<String> lost(String path, JsonNode before, JsonNode after) {
    var lost = new ArrayList<String>();
    if (before.isObject()) {
      before
          .properties()
          .forEach(
              entry ->
                  lost.addAll(
                      lost(
                          path + "." + entry.getKey(),
                          entry.getValue(),
                          after.path(entry.getKey()))));
    } else if (before.isArray()) {
      for (int i = 0; i < before.size(); i++) {
        lost.addAll(lost(path + "[" + i + "]", before.get(i), after.path(i)));
      }
    } else if (!before.equals(after)) {
      lost.add(path);
    }
    return lost;
  }
}
