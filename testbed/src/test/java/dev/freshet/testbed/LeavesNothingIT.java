package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testbed.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeavesNothingIT {

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void howeverItsJvmEndsNoProcessAndNoFileStaysBehind(String signal) throws IOException {
    // Given
    var neighbour =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Neighbour.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = neighbour.inputReader(StandardCharsets.UTF_8)) {
      var directory = Path.of(output.readLine().substring("ready ".length()));
      var children = neighbour.descendants().toList();
      assertThat(directory).isDirectory();
      assertThat(children).as("etcd, API server, three controllers, Redis, reaper").hasSize(7);

      // When
      Command.run(Duration.ofSeconds(5), List.of("kill", "-" + signal, "" + neighbour.pid()));

      // Then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(neighbour.isAlive()).isFalse();
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(directory).doesNotExist();
              });
    } finally {
      neighbour.destroyForcibly();
    }
  }

  @Test
  void aClosedControlPlaneIsGoneThoughItsJvmStays() {
    // Given
    var before = ProcessHandle.current().descendants().toList();
    var controlPlane = ControlPlane.start();
    var directory = controlPlane.kubeconfig().resolve("..").normalize();
    var started =
        ProcessHandle.current().descendants().filter(child -> !before.contains(child)).toList();
    assertThat(started).hasSizeGreaterThanOrEqualTo(2);

    // When
    controlPlane.close();

    // Then
    assertThat(directory).doesNotExist();
    assertThat(started).filteredOn(child -> !isReaper(child)).noneMatch(ProcessHandle::isAlive);
  }

  /** It stays as long as this JVM does. */
  private static boolean isReaper(ProcessHandle process) {
    return process.info().arguments().filter(arguments -> arguments[0].equals("-c")).isPresent();
  }
}
