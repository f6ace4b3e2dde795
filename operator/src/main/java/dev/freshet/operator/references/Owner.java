package dev.freshet.operator.references;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The object in whose spec a reference stands. */
public record Owner(String kind, String namespace, String name) {
  public static Owner of(HasMetadata object) {
    return new Owner(
        object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
