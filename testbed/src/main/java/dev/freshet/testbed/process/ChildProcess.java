package dev.freshet.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this JVM, writes into a log file, and never outlives this JVM. */
public final class ChildProcess implements AutoCloseable {
  private static final int LAST_LINES = 20;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a program; all it says goes to {@code <name>.log} in the directory. */
  public static ChildProcess start(
      String name, Path directory, Map<String, String> environment, List<String> command) {
    var log = directory.resolve(name + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Who runs the tests may be logged in to a real cluster; nothing here may ever talk to it.
    builder.environment().remove("KUBECONFIG");
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      Directories.reaper().adopt(process);
      return new ChildProcess(name, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + name + ": " + command.getFirst(), e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completed when it has ended, by itself or not. */
  public CompletionStage<?> ended() {
    return process.onExit();
  }

  public Path log() {
    return log;
  }

  /** What it said last, for the person who has to find out why it died. */
  public String lastLines() {
    try {
      var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log of " + name + ": " + e.getMessage() + ")";
    }
  }

  /** SIGSTOP: it keeps its sockets and does nothing. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** SIGTERM, then as long as the grace lasts for a clean exit. */
  public boolean terminate(Duration grace) {
    process.destroy();
    return waitFor(grace);
  }

  /** SIGKILL; the process is gone when this returns. */
  public void kill() {
    process.destroyForcibly();
    if (!waitFor(Duration.ofSeconds(10))) {
      throw new IllegalStateException(name + " survived SIGKILL");
    }
  }

  @Override
  public void close() {
    kill();
  }

  private boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private void signal(String signal) {
    var kill = Command.run(Duration.ofSeconds(10), List.of("kill", "-" + signal, "" + pid()));
    if (kill.exitCode() != 0) {
      throw new IllegalStateException("Could not send SIG" + signal + " to " + name);
    }
  }
}
