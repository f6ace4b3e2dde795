package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The full examples: each has all that its kind has, spec and status. */
final class Example {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

  private Example() {}

  static GenericKubernetesResource of(Crd crd) {
    return CLIENT.unmarshal(text(crd), GenericKubernetesResource.class);
  }

  static JsonNode json(Crd crd) {
    return CLIENT.unmarshal(text(crd), JsonNode.class);
  }

  static Path file(Crd crd) {
    return Attempt.EXAMPLES.resolve(crd.names().path("singular").asText() + ".yaml");
  }

  static String text(Crd crd) {
    try {
      return Files.readString(file(crd));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
