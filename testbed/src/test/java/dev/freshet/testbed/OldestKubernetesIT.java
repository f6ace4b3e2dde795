package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.binaries.KubernetesVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OldestKubernetesIT {
  private static final Path REPOSITORY = Path.of("..");

  @Test
  void itTakesTheCrdsAndTheFirstPolicyOfTheReadme() {
    try (var controlPlane = ControlPlane.start(KubernetesVersion.OLDEST)) {
      // When
      controlPlane.install(REPOSITORY.resolve("crds"));
      controlPlane.install(REPOSITORY.resolve("samples/quickstart"));

      // Then
      assertThat(controlPlane.client().getKubernetesVersion().getGitVersion())
          .isEqualTo(KubernetesVersion.OLDEST.tag());
      assertThat(controlPlane.kubectl("get", "freshet", "-n", "shop", "-o", "name").orThrow())
          .contains("cachepolicy.freshet.dev/shop", "cachebackend.freshet.dev/redis-main");
      assertThat(
              controlPlane
                  .kubectl("get", "cpol", "shop", "-n", "shop", "-o", "jsonpath={.spec.serving}")
                  .orThrow())
          .as("a default of the schema")
          .isEqualTo("Enabled");
    }
  }
}
