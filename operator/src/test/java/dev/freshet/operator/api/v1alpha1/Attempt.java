package dev.freshet.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of {@code resources/api/<kind>/}: objects to apply in this order, and what the API
 * server is to say of the last one. Those before it must be accepted: so a file can show an edit.
 *
 * <p>{@code # refused: <field>: <how the message begins>} is one complaint; all that are expected
 * are named, and no others may come.
 */
record Attempt(Path file, List<GenericKubernetesResource> objects, List<Complaint> refusals) {
  static final Path DIRECTORY = Path.of("src", "test", "resources", "api");
  static final Path EXAMPLES = DIRECTORY.resolve("examples");
  private static final String REFUSED = "# refused: ";

  /** What is wrong, and where: the field is empty if the message names it itself. */
  record Complaint(String field, String message) {
    static Complaint parse(String line) {
      var colon = line.indexOf(": ");
      return colon < 0
          ? new Complaint("", line)
          : new Complaint(line.substring(0, colon), line.substring(colon + 2));
    }
  }

  static Stream<Attempt> all() {
    return Crd.all().flatMap(crd -> files(directoryOf(crd))).map(Attempt::read);
  }

  static Path directoryOf(Crd crd) {
    return DIRECTORY.resolve(crd.names().path("singular").asText());
  }

  static Stream<Path> files(Path directory) {
    try (var files = Files.list(directory)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isToBeAccepted() {
    return file.getFileName().toString().startsWith("valid-");
  }

  private static Attempt read(Path file) {
    var refusals =
        text(file)
            .lines()
            .filter(line -> line.startsWith(REFUSED))
            .map(line -> Complaint.parse(line.substring(REFUSED.length())))
            .toList();
    return new Attempt(file, documents(file), refusals);
  }

  /** The objects in a file of YAML. */
  static List<GenericKubernetesResource> documents(Path file) {
    return Arrays.stream(text(file).split("(?m)^---$", -1))
        .map(part -> new KubernetesSerialization().unmarshal(part, GenericKubernetesResource.class))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return DIRECTORY.relativize(file).toString();
  }
}
