package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.Attempt.Complaint;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says to each file that a user might write. */
@ExtendWith(ControlPlaneExtension.class)
class AttemptsIT {
  /** Beside errors of the schema, after which CEL is not tried. */
  private static final String RULES_NOT_REACHED = "some validation rules were not checked";

  static Stream<Attempt> attempts() {
    return Attempt.all();
  }

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void isAcceptedOrRefusedWithExactlyTheseMessages(
      Attempt attempt, KubernetesClient client, TestNamespace namespace) {
    // Given
    var last = attempt.objects().size() - 1;
    for (var before : attempt.objects().subList(0, last)) {
      assertThat(apply(client, namespace, before)).as("before the last").isEmpty();
    }

    // When
    var complaints = apply(client, namespace, attempt.objects().get(last));

    // Then
    assertThat(complaints).hasSameSizeAs(attempt.refusals());
    assertThat(attempt.refusals())
        .allSatisfy(
            expected ->
                assertThat(complaints)
                    .anySatisfy(
                        complaint -> {
                          assertThat(complaint.field()).isEqualTo(expected.field());
                          assertThat(complaint.message()).contains(expected.message());
                        }));
  }

  /** Creates or replaces it, as strictly as kubectl does. */
  private static List<Complaint> apply(
      KubernetesClient client, TestNamespace namespace, GenericKubernetesResource object) {
    var resources =
        client.genericKubernetesResources(crd(object).context()).inNamespace(namespace.name());
    try {
      var existing = resources.withName(object.getMetadata().getName()).get();
      if (existing == null) {
        resources.resource(object).fieldValidation(Validation.STRICT).create();
      } else {
        object.getMetadata().setResourceVersion(existing.getMetadata().getResourceVersion());
        resources.resource(object).fieldValidation(Validation.STRICT).update();
      }
      return List.of();
    } catch (KubernetesClientException e) {
      return complaints(e);
    }
  }

  private static Crd crd(GenericKubernetesResource object) {
    return Crd.all()
        .filter(crd -> crd.toString().equals(object.getKind()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Complaint> complaints(KubernetesClientException refusal) {
    var details = refusal.getStatus().getDetails();
    return details == null || details.getCauses().isEmpty()
        ? List.of(new Complaint("", refusal.getStatus().getMessage()))
        : details.getCauses().stream()
            .map(cause -> new Complaint(cause.getField(), cause.getMessage()))
            .filter(complaint -> !complaint.message().contains(RULES_NOT_REACHED))
            .toList();
  }
}
