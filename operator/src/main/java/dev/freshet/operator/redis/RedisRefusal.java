package dev.freshet.operator.redis;

/** Why there is no conversation: carries the outcome out of the depth to {@link RedisHealth}. */
final class RedisRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RedisCheck.Failure outcome;

  RedisRefusal(RedisCheck.Failure outcome) {
    super(null, null, false, false);
    this.outcome = outcome;
  }

  RedisCheck.Failure outcome() {
    return outcome;
  }
}
