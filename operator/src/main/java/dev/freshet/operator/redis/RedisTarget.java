package dev.freshet.operator.redis;

import dev.freshet.operator.api.v1alpha1.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach the Redis of one backend, with what its Secrets hold.
 *
 * @param addresses {@code host:port}, in the order in which they are tried
 * @param sentinel exactly with topology Sentinel, whose sentinels the addresses then are
 */
public record RedisTarget(
    Topology topology,
    List<String> addresses,
    int database,
    Optional<Credentials> credentials,
    Optional<RedisTls> tls,
    Optional<Sentinel> sentinel,
    Timeouts timeouts) {
  public RedisTarget {
    addresses = List.copyOf(addresses);
  }

  /** What the sentinels call the primary, and who we are there. */
  public record Sentinel(String master, Optional<Credentials> credentials) {}

  /**
   * How long to wait.
   *
   * @param connect for name, TCP and TLS together
   * @param command for each command
   */
  public record Timeouts(Duration connect, Duration command) {}

  /** As it is seen by a server of the data, or by one of the sentinels. */
  Optional<Credentials> credentialsFor(Role role) {
    return switch (role) {
      case DATA -> credentials;
      case SENTINEL -> sentinel.flatMap(Sentinel::credentials);
    };
  }

  /** What a server is there for. */
  enum Role {
    DATA,
    SENTINEL
  }
}
