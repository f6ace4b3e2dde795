package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

/**
 * Names the certificates of the authorities to trust, PEM, in a ConfigMap of the same namespace.
 */
@ApiRecord
public record CaConfigMapRef(String name, String key) {
  public CaConfigMapRef {
    key = requireNonNullElse(key, "ca.crt");
  }
}
