package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where Redis is, and who we are there. */
@ApiRecord
public record RedisConnection(
    Topology topology,
    @OmitEmpty List<String> addresses,
    int database,
    @Nullable String sentinelMaster,
    @Nullable Tls tls,
    @Nullable CredentialsRef authSecretRef,
    @Nullable CredentialsRef sentinelAuthSecretRef,
    String connectTimeout,
    String commandTimeout) {
  public RedisConnection {
    topology = requireNonNullElse(topology, Topology.STANDALONE);
    addresses = Absent.asEmpty(addresses);
    connectTimeout = requireNonNullElse(connectTimeout, "2s");
    commandTimeout = requireNonNullElse(commandTimeout, "1s");
  }

  /** Whom to trust, by which name, and which certificate to show. */
  @ApiRecord
  public record Tls(
      Boolean enabled,
      @Nullable String serverName,
      @Nullable CaConfigMapRef caConfigMapRef,
      @Nullable ObjectRef clientCertSecretRef) {
    public Tls {
      enabled = requireNonNullElse(enabled, true);
    }
  }
}
