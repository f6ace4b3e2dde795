package dev.freshet.operator.endpoint;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a pod must prove to be: a certificate for {@code serverName} (pod IPs are in no certificate)
 * that leads to one of these authorities.
 *
 * <p>Equal by value, because it is part of the key by which connections are kept: a connection that
 * was verified against one authority is never used where another is asked for.
 */
public final class TlsTrust {
  private final String serverName;
  private final byte[] authorities;
  private final int hash;

  /**
   * @param authorities certificates in PEM form, one or more
   */
  public TlsTrust(String serverName, byte[] authorities) {
    this.serverName = serverName;
    this.authorities = authorities.clone();
    this.hash = 31 * serverName.hashCode() + Arrays.hashCode(authorities);
  }

  public String serverName() {
    return serverName;
  }

  public byte[] authorities() {
    return authorities.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsTrust that
        && hash == that.hash
        && Objects.equals(serverName, that.serverName)
        && Arrays.equals(authorities, that.authorities);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "TlsTrust[" + serverName + "]";
  }
}
