package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

/** Where Redis is, and what may be done to it. */
@ApiRecord
public record CacheBackendSpec(
    RedisConnection redis, Guardrails guardrails, String healthCheckInterval) {
  public CacheBackendSpec {
    guardrails = requireNonNullElse(guardrails, Guardrails.DEFAULT);
    healthCheckInterval = requireNonNullElse(healthCheckInterval, "30s");
  }
}
