package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

/** Names the key with which calls to the pods are signed, in a Secret of the same namespace. */
@ApiRecord
public record SigningKeyRef(String name, String key) {
  public SigningKeyRef {
    key = requireNonNullElse(key, "signingKey");
  }
}
