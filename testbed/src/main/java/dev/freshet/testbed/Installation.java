package dev.freshet.testbed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Puts YAML files into the API server, as {@code kubectl apply --server-side -f} would. */
final class Installation {
  private static final long SECONDS_UNTIL_ESTABLISHED = 30;

  private final KubernetesClient client;
  private final UnaryOperator<String> edit;

  Installation(KubernetesClient client, UnaryOperator<String> edit) {
    this.client = client;
    this.edit = edit;
  }

  void apply(Path directory) {
    var objects = yamlFiles(directory).stream().flatMap(file -> read(file).stream()).toList();
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("No Kubernetes objects in " + directory.toAbsolutePath());
    }
    objects.forEach(object -> client.resource(object).forceConflicts().serverSideApply());
    objects.stream()
        .filter(CustomResourceDefinition.class::isInstance)
        .map(CustomResourceDefinition.class::cast)
        .forEach(this::awaitEstablished);
  }

  private void awaitEstablished(CustomResourceDefinition definition) {
    client
        .resource(definition)
        .waitUntilCondition(
            crd ->
                crd != null
                    && crd.getStatus() != null
                    && crd.getStatus().getConditions().stream()
                        .anyMatch(
                            condition ->
                                Objects.equals(condition.getType(), "Established")
                                    && Objects.equals(condition.getStatus(), "True")),
            SECONDS_UNTIL_ESTABLISHED,
            TimeUnit.SECONDS);
  }

  private List<HasMetadata> read(Path file) {
    try {
      var yaml = edit.apply(Files.readString(file));
      return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> yamlFiles(Path directory) {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the directory " + directory.toAbsolutePath(), e);
    }
  }
}
