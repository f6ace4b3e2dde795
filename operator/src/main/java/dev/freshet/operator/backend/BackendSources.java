package dev.freshet.operator.backend;

import dev.freshet.operator.redis.RedisTarget;

/** A backend together with what the Secrets and ConfigMaps hold that it names. */
sealed interface BackendSources {
  /** Everything is there. */
  record Complete(RedisTarget target) implements BackendSources {}

  /** Something is missing, and somebody must see to it. */
  record Lacking(Observation.Unusable why) implements BackendSources {}

  /** Something is not known yet. */
  record Unknown() implements BackendSources {}
}
