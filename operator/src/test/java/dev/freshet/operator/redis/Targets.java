package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.api.v1alpha1.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Targets for tests, made from the plainest one. */
final class Targets {
  static final RedisTarget.Timeouts PATIENT =
      new RedisTarget.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private Targets() {}

  static RedisTarget standalone(String address) {
    return new RedisTarget(
        Topology.STANDALONE,
        List.of(address),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        PATIENT);
  }

  static RedisTarget of(Topology topology, String... addresses) {
    var plain = standalone(addresses[0]);
    return new RedisTarget(
        topology,
        List.of(addresses),
        0,
        Optional.empty(),
        Optional.empty(),
        plain.sentinel(),
        PATIENT);
  }

  static RedisTarget with(RedisTarget target, Credentials credentials) {
    return new RedisTarget(
        target.topology(),
        target.addresses(),
        target.database(),
        Optional.of(credentials),
        target.tls(),
        target.sentinel(),
        target.timeouts());
  }

  static RedisTarget with(RedisTarget target, RedisTls tls) {
    return new RedisTarget(
        target.topology(),
        target.addresses(),
        target.database(),
        target.credentials(),
        Optional.of(tls),
        target.sentinel(),
        target.timeouts());
  }

  static RedisTarget with(RedisTarget target, RedisTarget.Timeouts timeouts) {
    return new RedisTarget(
        target.topology(),
        target.addresses(),
        target.database(),
        target.credentials(),
        target.tls(),
        target.sentinel(),
        timeouts);
  }

  static RedisTarget withDatabase(RedisTarget target, int database) {
    return new RedisTarget(
        target.topology(),
        target.addresses(),
        database,
        target.credentials(),
        target.tls(),
        target.sentinel(),
        target.timeouts());
  }

  static RedisTarget withSentinel(RedisTarget target, RedisTarget.Sentinel sentinel) {
    return new RedisTarget(
        target.topology(),
        target.addresses(),
        target.database(),
        target.credentials(),
        target.tls(),
        Optional.of(sentinel),
        target.timeouts());
  }

  static Credentials password(String password) {
    return new Credentials(Optional.empty(), password.getBytes(UTF_8));
  }

  static Credentials user(String user, String password) {
    return new Credentials(Optional.of(user.getBytes(UTF_8)), password.getBytes(UTF_8));
  }
}
