package dev.freshet.testbed.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {
  private static final Path DOCTOR = Path.of("doctor");

  @Test
  void itLooksForTheVersionsThatTheTestsUse() throws IOException {
    // Given
    var script = Files.readString(DOCTOR);

    // Then
    assertThat(script)
        .contains("newest=" + KubernetesVersion.NEWEST.tag().substring(1))
        .contains("oldest=" + KubernetesVersion.OLDEST.tag().substring(1))
        .contains("kwok=" + Release.kwok().tag().substring(1));
    assertThat(getClass().getResourceAsStream(KubernetesVersion.NEWEST.tag() + "/go.mod"))
        .asString(StandardCharsets.UTF_8)
        .contains("go 1.26")
        .as("so the doctor asks for it")
        .satisfies(_ -> assertThat(script).contains("go_needed=26"));
  }

  @Test
  void itNamesEverythingThatAnEmptyMachineLacksAtOnceAndWhatToInstall(@TempDir Path empty) {
    // When
    var said = run("env", "-i", "PATH=" + empty, "HOME=" + empty, "/bin/sh", "" + DOCTOR);

    // Then
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err())
        .contains("MISSING  a JDK of 17 or newer", "Install a JDK 25")
        .contains("MISSING  Kubernetes", "Install Go 1.26")
        .contains("MISSING  a way to download Maven", "Install curl");
  }

  @Test
  void aQuietOneSaysNothingWhenAllIsThere() {
    // When
    var said = run("sh", "" + DOCTOR, "--quiet");

    // Then
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aBuildWithoutIntegrationTestsNeedsNoControlPlane(@TempDir Path empty) {
    // When
    var said =
        run(
            "env",
            "-i",
            "PATH=" + empty,
            "HOME=" + empty,
            "/bin/sh",
            "" + DOCTOR,
            "--skip-its=true");

    // Then
    assertThat(said.err()).contains("MISSING  a JDK of 17").doesNotContain("Kubernetes", "Redis");
  }

  private static Command run(String... line) {
    return Command.run(Duration.ofSeconds(60), List.of(line));
  }
}
