package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people copy first can be applied. */
@ExtendWith(ControlPlaneExtension.class)
class SamplesIT {

  static List<Path> samples() throws IOException {
    try (var files = Files.walk(Crd.projectRoot().resolve("samples"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !objects(file).isEmpty())
          .toList();
    }
  }

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsAccepted(Path sample, KubernetesClient client, TestNamespace namespace) {
    for (var object : objects(sample)) {
      // Given
      object.getMetadata().setNamespace(namespace.name());

      // When
      var created = client.resource(object).fieldValidation(Validation.STRICT).create();

      // Then
      assertThat(created.getMetadata().getUid()).isNotEmpty();
    }
  }

  /** Only our kinds: what else is in a sample is for others to judge. */
  private static List<GenericKubernetesResource> objects(Path file) {
    return Attempt.documents(file).stream()
        .filter(object -> object.getApiVersion().startsWith("freshet.dev/"))
        .toList();
  }
}
