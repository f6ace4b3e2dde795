import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats every Java file of the repository in place and says which it changed. With CI=true it
 * changes nothing and fails instead.
 *
 * <p>A program of its own, because Maven may run on an older JDK than the one whose language we
 * write, and google-java-format reads only the language of the JDK it runs on. Files that are older
 * than the last run are skipped.
 */
public final class Format {
  public static void main(String[] args) throws Exception {
    var root = Path.of(args[0]);
    var stamp = Path.of(args[1]);
    var check = "true".equals(System.getenv("CI"));
    var since = !check && Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
    var wrong = new ArrayList<Path>();
    for (var file : sources(root)) {
      if (Files.getLastModifiedTime(file).toMillis() > since && !format(file, check)) {
        wrong.add(root.relativize(file));
      }
    }
    wrong.forEach(file -> System.out.println((check ? "not formatted: " : "formatted ") + file));
    if (check && !wrong.isEmpty()) {
      System.out.println("Run ./mvnw validate, which formats them, and commit the result.");
      System.exit(1);
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static boolean format(Path file, boolean check) throws Exception {
    var before = Files.readString(file);
    var options = JavaFormatterOptions.builder().formatJavadoc(true).build();
    var after =
        new Formatter(options)
            .formatSource(
                RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
    if (!check && !after.equals(before)) {
      Files.writeString(file, after);
    }
    return after.equals(before);
  }
}
