package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every spec, written wrongly in every way that its schema knows. */
@ExtendWith(ControlPlaneExtension.class)
class BadInputIT {

  static Stream<Arguments> badInputs() {
    return Crd.all()
        .flatMap(
            crd -> crd.spec().walk().flatMap(BadInput::of).map(input -> Arguments.of(crd, input)));
  }

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badInputs")
  void isRefusedAtItsPlace(Crd crd, BadInput input, KubernetesClient client) {
    // Given
    var object = Example.of(crd);
    object.setAdditionalProperty("spec", input.putInto(Example.json(crd)).get("spec"));

    // When
    var refusal =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                client
                    .genericKubernetesResources(crd.context())
                    .inNamespace("default")
                    .resource(object)
                    .dryRun()
                    .fieldValidation(Validation.STRICT)
                    .create());

    // Then
    assertThat(refusal).isNotNull();
    assertThat(complaints(refusal))
        .anySatisfy(
            complaint -> assertThat(complaint).contains(input.field()).contains(input.complaint()));
  }

  private static List<String> complaints(KubernetesClientException refusal) {
    var status = refusal.getStatus();
    return status.getDetails() == null || status.getDetails().getCauses().isEmpty()
        ? List.of(status.getMessage())
        : status.getDetails().getCauses().stream()
            .map(cause -> cause.getField() + ": " + cause.getMessage())
            .toList();
  }
}
