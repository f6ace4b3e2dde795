package dev.freshet.testbed.demo;

import dev.freshet.testbed.process.Directories;
import java.nio.file.Path;

/** Run by the build: notes for shell scripts which Java and which class path it has used. */
public final class WriteLauncher {
  private WriteLauncher() {}

  public static void main(String[] args) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    Directories.write(
        Path.of(args[0]),
        "java=%s%nclasspath=%s%n"
            .formatted(quoted("" + java), quoted(System.getProperty("java.class.path"))));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
