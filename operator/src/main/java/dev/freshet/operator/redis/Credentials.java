package dev.freshet.operator.redis;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who we are at Redis. Without a user it is the password of the default user. */
public final class Credentials {
  private final byte @Nullable [] user;
  private final byte[] password;

  public Credentials(Optional<byte[]> user, byte[] password) {
    this.user = user.map(byte[]::clone).orElse(null);
    this.password = password.clone();
  }

  /** What AUTH takes. */
  byte[][] arguments() {
    return user == null ? new byte[][] {password} : new byte[][] {user, password};
  }

  /** The most common reason why a right password is wrong. */
  boolean endsWithLineBreak() {
    return password.length > 0 && password[password.length - 1] == '\n';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials that
        && Arrays.equals(user, that.user)
        && Arrays.equals(password, that.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(user), Arrays.hashCode(password));
  }

  @Override
  public String toString() {
    return "Credentials[]";
  }
}
