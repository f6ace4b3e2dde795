package dev.freshet.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends what this JVM started, however this JVM ends.
 *
 * <p>A shutdown hook is enough for a normal exit, Ctrl-C and SIGTERM; nobody runs it after SIGKILL
 * or a crash. So a small shell process reads a pipe from this JVM: the kernel closes the pipe when
 * the JVM is gone, and the shell kills the children that are left and removes the directory.
 */
final class Reaper {
  private final Path directory;
  private final Process shell;
  private final Writer pipe;
  private final Set<ProcessHandle> children = ConcurrentHashMap.newKeySet();
  private boolean ending;

  private Reaper(Path directory, Process shell) {
    this.directory = directory;
    this.shell = shell;
    this.pipe = shell.outputWriter(StandardCharsets.UTF_8);
  }

  /** Watches over a directory, which this JVM may fill and which disappears with it. */
  static Reaper over(Path directory) {
    try {
      var shell =
          new ProcessBuilder("/bin/sh", "-c", script(), "freshet-testbed-reaper", "" + directory)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var reaper = new Reaper(directory, shell);
      Runtime.getRuntime().addShutdownHook(new Thread(reaper::endEverything, "testbed-reaper"));
      return reaper;
    } catch (IOException e) {
      throw new UncheckedIOException("The test bed needs /bin/sh to watch over its processes", e);
    }
  }

  /** A process that is started while everything ends, ends at once. */
  synchronized void adopt(Process child) {
    if (ending) {
      child.destroyForcibly();
      throw new IllegalStateException("This JVM is ending");
    }
    children.add(child.toHandle());
    tell("child " + child.pid());
    var _ = child.onExit().thenRun(() -> forget(child));
  }

  private void forget(Process child) {
    children.remove(child.toHandle());
    tell("gone " + child.pid());
  }

  private void endEverything() {
    synchronized (this) {
      ending = true;
    }
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(
        child -> child.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(_ -> child).join());
    Directories.delete(directory);
    try {
      pipe.close();
      shell.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      // The shell was killed by somebody; the shutdown hook still covers every exit but SIGKILL.
    }
  }

  private static String script() throws IOException {
    try (InputStream in = Reaper.class.getResourceAsStream("reaper.sh")) {
      if (in == null) {
        throw new IOException("reaper.sh is missing from the test bed's jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
