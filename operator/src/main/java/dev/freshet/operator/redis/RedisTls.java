package dev.freshet.operator.redis;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server must prove to be, and who we are.
 *
 * @param serverName the name that its certificate must carry; the host of the address if absent
 * @param authorities PEM of those who may vouch for it; those that Java trusts if absent
 * @param identity the certificate to show
 */
public record RedisTls(
    Optional<String> serverName, Optional<Pem> authorities, Optional<Identity> identity) {

  /** Certificates or a key, as text between dashes. Its text is never shown. */
  public static final class Pem {
    private final byte[] text;

    public Pem(byte[] text) {
      this.text = text.clone();
    }

    byte[] text() {
      return text.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pem that && Arrays.equals(text, that.text);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(text);
    }

    @Override
    public String toString() {
      return "Pem[]";
    }
  }

  /** A certificate, with those between it and its authority, and its private key. */
  public record Identity(Pem certificates, Pem privateKey) {
    public Identity {
      Objects.requireNonNull(certificates);
      Objects.requireNonNull(privateKey);
    }
  }
}
