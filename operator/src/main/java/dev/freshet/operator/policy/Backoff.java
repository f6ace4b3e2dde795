package dev.freshet.operator.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a pod is left alone after a failure: 1 s, 2 s, 4 s … 60 s, each spread by a fifth in
 * both directions, so that pods that failed together don't come back together.
 */
record Backoff(RandomGenerator random) {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration QUICKEST = Duration.ofMillis(100);
  private static final Duration QUICK_MOST = Duration.ofSeconds(5);
  private static final double SPREAD = 0.2;

  /** After this many failures before the present one. */
  Duration after(int failures) {
    return spread(doubled(LEAST, failures, MOST));
  }

  /** For a pod that has taken the document and is handing it to its processes. */
  Duration quick(int asked) {
    return spread(doubled(QUICKEST, asked, QUICK_MOST));
  }

  /** A tenth to both sides, so that resyncs of many pods drift apart. */
  Duration around(Duration interval) {
    return scaled(interval, 0.9 + 0.2 * random.nextDouble());
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    var grown = first.multipliedBy(1L << Math.min(times, 20));
    return grown.compareTo(most) > 0 ? most : grown;
  }

  private Duration spread(Duration duration) {
    return scaled(duration, 1 - SPREAD + 2 * SPREAD * random.nextDouble());
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }
}
