package dev.freshet.operator.backend;

import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.status.Reason;

/** What is known of a backend: what its Redis answered, or why it could not even be asked. */
sealed interface Observation {
  /** Its Redis was asked. */
  record Checked(RedisCheck check) implements Observation {}

  /**
   * Something that it names is missing.
   *
   * @param whole the message without the bound of a condition's
   */
  record Unusable(Reason reason, String message, String whole) implements Observation {
    Unusable(Reason reason, String message) {
      this(reason, message, message);
    }
  }
}
