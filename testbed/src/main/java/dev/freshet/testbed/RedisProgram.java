package dev.freshet.testbed;

import dev.freshet.testbed.process.Command;
import dev.freshet.testbed.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A redis-server that runs on this machine: the one of a Maven artifact, else the installed one.
 */
final class RedisProgram {
  private static final Duration PROBE = Duration.ofSeconds(20);

  /** Unpacked once per JVM. */
  private static final Optional<Path> FOUND =
      Stream.of(unpacked(), onPath())
          .flatMap(Optional::stream)
          .filter(RedisProgram::runs)
          .findFirst();

  private RedisProgram() {}

  static Path find() {
    return FOUND.orElseThrow(
        () ->
            new IllegalStateException(
                "No redis-server runs on this machine: the one that the tests bring along needs the"
                    + " library libssl.so.3, and there is none on the PATH. Install OpenSSL 3 (package"
                    + " libssl3) or Redis 6.2 or newer (package redis-server)."));
  }

  /** It may be there and still not run: it is linked against OpenSSL 3. */
  private static boolean runs(Path program) {
    try {
      return Command.run(PROBE, List.of(program.toString(), "--version")).exitCode() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Optional<Path> unpacked() {
    var resource =
        ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
    if (resource == null) {
      return Optional.empty();
    }
    try (var in = ExecutableProvider.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      var program = Directories.create("redis-program").resolve("redis-server");
      Files.copy(in, program);
      return program.toFile().setExecutable(true) ? Optional.of(program) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> onPath() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(":", -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
