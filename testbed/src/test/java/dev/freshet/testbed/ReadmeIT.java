package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.junit.ControlPlaneExtension;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ControlPlaneExtension.class)
class ReadmeIT {
  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void itsFirstPolicyIsTakenAsItStands(ControlPlane controlPlane, @TempDir Path directory)
      throws IOException {
    // Given
    controlPlane.install(REPOSITORY.resolve("crds"));
    controlPlane
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build())
        .serverSideApply();
    var readme = YAML.matcher(Files.readString(REPOSITORY.resolve("README.md")));
    assertThat(readme.find()).isTrue();
    var policy = Files.writeString(directory.resolve("policy.yaml"), readme.group(1));

    // When
    var said = controlPlane.kubectl("apply", "-f", "" + policy).orThrow();

    // Then
    assertThat(said).isEqualToIgnoringNewLines("cachepolicy.freshet.dev/shop created");
  }

  @Test
  void theProgramsThatItNamesAreThere() throws IOException {
    // Given
    var readme = Files.readString(REPOSITORY.resolve("README.md"));

    // Then
    assertThat(readme).contains("samples/demo/run", "./mvnw verify", "testbed/doctor");
    assertThat(REPOSITORY.resolve("samples/demo/run")).isExecutable();
    assertThat(REPOSITORY.resolve("mvnw")).isExecutable();
    assertThat(REPOSITORY.resolve("testbed/doctor")).isExecutable();
    assertThat(Files.readString(REPOSITORY.resolve(".ci/run"))).contains("./mvnw verify");
  }
}
