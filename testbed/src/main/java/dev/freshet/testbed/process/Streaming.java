package dev.freshet.testbed.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A long program whose lines are looked at while it runs. */
public final class Streaming {
  private static final int LINES_OF_FAILURE = 5;

  private Streaming() {}

  /** Hears each line of the program's output and of its errors. */
  @FunctionalInterface
  public interface Listener {
    void line(String line);
  }

  /** Runs a program to its end; a failure has its last lines in the message. */
  public static void run(
      Path directory,
      Map<String, String> environment,
      Listener listener,
      String program,
      String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(program);
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    Directories.reaper().adopt(process);
    var last = new ArrayDeque<String>();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = output.readLine()) != null; ) {
        listener.line(line);
        last.add(line);
        if (last.size() > LINES_OF_FAILURE) {
          last.remove();
        }
      }
      if (process.waitFor() != 0) {
        throw new IOException(
            "`%s %s` failed: %s".formatted(program, arguments[0], String.join("; ", last)));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while running " + program, e);
    }
  }
}
