package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records against a real API server, by the client that the operator uses. */
@ExtendWith(ControlPlaneExtension.class)
class TypedClientIT {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  static Stream<Attempt> accepted() {
    return Attempt.all().filter(Attempt::isToBeAccepted);
  }

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void aFreshObjectHasBeenObservedByNobody(
      Crd crd, KubernetesClient client, TestNamespace namespace) {
    // Given
    create(client, namespace, crd.type(), Example.text(crd));

    // When
    var status = client.raw(path(crd, namespace));

    // Then
    assertThat(CLIENT.unmarshal(status, JsonNode.class).get("status"))
        .hasToString("{\"observedGeneration\":-1}");
  }

  /** A test without an API server and the operator behind one see the same. */
  @ParameterizedTest
  @MethodSource("accepted")
  void theApiServerFillsInTheDefaultsOfTheRecords(
      Attempt attempt, KubernetesClient client, TestNamespace namespace) {
    // Given
    var yaml = CLIENT.asJson(attempt.objects().getLast());
    var type = type(attempt);
    var local = CLIENT.unmarshal(yaml, type);

    // When
    var served = create(client, namespace, type, yaml);

    // Then
    assertThat(served.getSpec()).isEqualTo(local.getSpec());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void aStatusIsReadAsItWasWrittenAndIsNoChangeOfTheSpec(
      Crd crd, KubernetesClient client, TestNamespace namespace) {
    // Given
    var full = CLIENT.unmarshal("{\"status\": " + FullStatus.of(crd) + "}", crd.type());
    var created = create(client, namespace, crd.type(), Example.text(crd));

    // When
    var written = writeStatus(client, created, full);

    // Then
    assertThat(written.getStatus()).isEqualTo(full.getStatus());
    assertThat(written.getSpec()).isEqualTo(created.getSpec());
    assertThat(written.getMetadata().getGeneration()).isEqualTo(1);
  }

  private static <T extends CustomResource<?, ?>> T create(
      KubernetesClient client, TestNamespace namespace, Class<T> type, String yaml) {
    var resource = CLIENT.unmarshal(yaml, type);
    resource.getMetadata().setNamespace(namespace.name());
    return client.resource(resource).create();
  }

  @SuppressWarnings("unchecked")
  private static <S, T extends CustomResource<?, S>> CustomResource<?, ?> writeStatus(
      KubernetesClient client, CustomResource<?, ?> created, CustomResource<?, ?> status) {
    var resource = (T) created;
    resource.setStatus((S) status.getStatus());
    return client.resource(resource).updateStatus();
  }

  private static Class<? extends CustomResource<?, ?>> type(Attempt attempt) {
    return Crd.all()
        .filter(crd -> attempt.file().startsWith(Attempt.directoryOf(crd)))
        .findFirst()
        .orElseThrow()
        .type();
  }

  private static String path(Crd crd, TestNamespace namespace) {
    return "/apis/freshet.dev/v1alpha1/namespaces/%s/%s/%s"
        .formatted(
            namespace.name(),
            crd.names().path("plural").asText(),
            Example.of(crd).getMetadata().getName());
  }
}
