package dev.freshet.operator.backend;

import static dev.freshet.operator.status.ConditionType.READY;
import static dev.freshet.operator.status.ConditionType.RECONCILING;
import static dev.freshet.operator.status.ConditionType.STALLED;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus.Server;
import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The next status of a backend, from its previous one and what was seen. Pure. */
final class CacheBackendStatuses {
  private CacheBackendStatuses() {}

  static CacheBackendStatus previous(CacheBackend backend) {
    return Objects.requireNonNullElseGet(
        backend.getStatus(), () -> new CacheBackendStatus(-1L, null, List.of()));
  }

  static CacheBackendStatus next(CacheBackend backend, Observation seen, Instant now) {
    var before = previous(backend);
    long generation = backend.getMetadata().getGeneration();
    var conditions = Conditions.after(before.conditions(), generation, now);
    switch (seen) {
      case Observation.Checked(RedisCheck.Healthy healthy) ->
          conditions.isTrue(READY, Reason.CONNECTED, answers(healthy));
      case Observation.Checked(RedisCheck.ConnectFailed failed) -> {
        conditions.isFalse(READY, Reason.CONNECT_FAILED, failed.message());
        conditions.isTrue(RECONCILING, Reason.CONNECT_FAILED, "It is tried again.");
      }
      case Observation.Checked(RedisCheck.Failure failure) ->
          stalled(conditions, reason(failure), failure.message());
      case Observation.Unusable(var reason, var message, _) -> stalled(conditions, reason, message);
    }
    return new CacheBackendStatus(generation, server(backend, before, seen), conditions.toList());
  }

  private static void stalled(Conditions conditions, Reason reason, String message) {
    conditions.isFalse(READY, reason, message);
    conditions.isTrue(STALLED, reason, message);
  }

  private static Reason reason(RedisCheck.Failure failure) {
    return switch (failure) {
      case RedisCheck.ConnectFailed _ -> Reason.CONNECT_FAILED;
      case RedisCheck.AuthFailed _ -> Reason.AUTH_FAILED;
      case RedisCheck.AccessDenied _ -> Reason.ACCESS_DENIED;
      case RedisCheck.TlsFailed _ -> Reason.TLS_FAILED;
      case RedisCheck.WrongTopology _ -> Reason.WRONG_TOPOLOGY;
      case RedisCheck.AddressNotAllowed _ -> Reason.ADDRESS_NOT_ALLOWED;
    };
  }

  private static String answers(RedisCheck.Healthy healthy) {
    var server = healthy.server();
    var name = server.version().map(v -> server.software() + " " + v).orElse(server.software());
    return healthy.primaries() == 1
        ? name + " answers."
        : "%s answers on %d primaries.".formatted(name, healthy.primaries());
  }

  /** While it is away it is what it was, as long as the spec still means the same. */
  private static @Nullable Server server(
      CacheBackend backend, CacheBackendStatus before, Observation seen) {
    if (seen instanceof Observation.Checked(RedisCheck.Healthy healthy)) {
      var server = healthy.server();
      return new Server(
          server.software(),
          server.version().orElse(null),
          backend.getSpec().redis().topology(),
          healthy.primaries(),
          server.maxmemoryPolicy().orElse(null));
    }
    return before.observedGeneration().equals(backend.getMetadata().getGeneration())
        ? before.server()
        : null;
  }
}
