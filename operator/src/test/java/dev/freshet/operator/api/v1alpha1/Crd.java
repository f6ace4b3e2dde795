package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One file of {@code crds/}, and the class that stands for it. */
record Crd(Class<? extends CustomResource<?, ?>> type, Path file, JsonNode definition) {
  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<Crd> all() {
    return Stream.of(
            CachePolicy.class,
            CacheFlush.class,
            CacheWarm.class,
            CacheFlushSchedule.class,
            CacheBackend.class)
        .map(Crd::of);
  }

  static Crd of(Class<? extends CustomResource<?, ?>> type) {
    var file = directory().resolve(CustomResource.getCRDName(type) + "-v1.yml");
    try {
      return new Crd(type, file, YAML.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests run in the directory of their module; the CRDs belong to the whole project. */
  static Path directory() {
    return projectRoot().resolve("crds");
  }

  static Path projectRoot() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  JsonNode names() {
    return definition.path("spec").path("names");
  }

  /** How the generic client is told about the kind. */
  ResourceDefinitionContext context() {
    return ResourceDefinitionContext.fromResourceType(type);
  }

  JsonNode version() {
    return definition.path("spec").path("versions").path(0);
  }

  Schema schema() {
    return new Schema("", version().path("schema").path("openAPIV3Schema"));
  }

  Schema spec() {
    return schema().property("spec");
  }

  Schema status() {
    return schema().property("status");
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
