package dev.freshet.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end, and what it said. */
public record Command(List<String> line, int exitCode, String out, String err) {

  /** Runs a program to its end; one that takes longer is killed and reported as exit code -1. */
  public static Command run(Duration timeout, List<String> line) {
    var directory = Directories.create("command");
    try {
      return run(timeout, line, directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + line.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + line.getFirst(), e);
    } finally {
      Directories.delete(directory);
    }
  }

  /** Its output, or an exception with all it said if it failed. */
  public String orThrow() {
    if (exitCode != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s%s".formatted(String.join(" ", line), exitCode, out, err));
    }
    return out;
  }

  private static Command run(Duration timeout, List<String> line, Path directory)
      throws IOException, InterruptedException {
    // Files instead of pipes: nothing has to be read while it runs, and a grandchild that keeps the
    // output open can't make us wait.
    var out = directory.resolve("out");
    var err = directory.resolve("err");
    var builder =
        new ProcessBuilder(line)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("KUBECONFIG");
    var process = builder.start();
    Directories.reaper().adopt(process);
    var ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new Command(
        line,
        ended ? process.exitValue() : -1,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8)
            + (ended ? "" : "killed after " + timeout.toSeconds() + " s"));
  }
}
