package dev.freshet.operator.backend;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Backends for tests, as users write them. */
final class Backends {
  private Backends() {}

  /** The lines go under {@code spec.redis}. */
  static CacheBackend of(String redis) {
    return Serialization.unmarshal(
        """
        apiVersion: freshet.dev/v1alpha1
        kind: CacheBackend
        metadata: {name: redis-main, namespace: shop, generation: 3}
        spec:
          redis:
        %s
        """
            .formatted(redis.indent(4)),
        CacheBackend.class);
  }

  static CacheBackend plain() {
    return of("addresses: [\"redis:6379\"]");
  }

  static CacheBackend with(CacheBackend backend, CacheBackendStatus status) {
    backend.setStatus(status);
    return backend;
  }
}
