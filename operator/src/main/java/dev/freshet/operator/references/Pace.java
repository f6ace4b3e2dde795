package dev.freshet.operator.references;

import java.time.Duration;

/**
 * At most so many a second, evenly spaced: who comes waits for his turn. Keeps a thousand watches
 * that were cut at once from coming back as a storm.
 */
final class Pace {
  private final long interval;
  private long nextFree = System.nanoTime();

  private Pace(long interval) {
    this.interval = interval;
  }

  static Pace perSecond(int turns) {
    return new Pace(Duration.ofSeconds(1).toNanos() / turns);
  }

  void await() throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, reserve())));
  }

  private synchronized long reserve() {
    var now = System.nanoTime();
    var turn = Math.max(now, nextFree);
    nextFree = turn + interval;
    return turn - now;
  }
}
