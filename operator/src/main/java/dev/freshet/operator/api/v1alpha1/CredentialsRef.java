package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

/** Names a user and a password in a Secret of the same namespace. */
@ApiRecord
public record CredentialsRef(String name, String usernameKey, String passwordKey) {
  public CredentialsRef {
    usernameKey = requireNonNullElse(usernameKey, "username");
    passwordKey = requireNonNullElse(passwordKey, "password");
  }
}
