package dev.freshet.operator.references;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often the API server is asked, over all references together. A consent is noticed within ten
 * seconds while no more than two hundred are missing; beyond that the questions get rarer, not
 * denser.
 */
final class Rhythm {
  private static final int READS_PER_SECOND = 200;
  private static final int QUESTIONS_PER_SECOND = 25;
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final int MOST_DOUBLINGS = 4;

  private final Duration askAgain;
  private final Duration watchLife;
  private final Pace reads = Pace.perSecond(READS_PER_SECOND);
  private final Pace questions = Pace.perSecond(QUESTIONS_PER_SECOND);

  Rhythm(Duration askAgain, Duration watchLife) {
    this.askAgain = askAgain;
    this.watchLife = watchLife;
  }

  static Rhythm gentle() {
    return new Rhythm(Duration.ofSeconds(5), Duration.ofMinutes(2));
  }

  /** Waits until it is this reader's turn. */
  void awaitRead() throws InterruptedException {
    reads.await();
  }

  /** Waits until it is time to ask again whether consent was given. */
  void awaitConsent() throws InterruptedException {
    Thread.sleep(spread(askAgain, 0.6));
    questions.await();
  }

  /** Waits longer after each failure in a row, and at least as long as the server asked for. */
  void awaitRetry(int failures, Duration atLeast) throws InterruptedException {
    var backOff = FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Thread.sleep(spread(backOff.compareTo(atLeast) < 0 ? atLeast : backOff, 0.5));
  }

  /** How long the next watch shall live: different for each, so that they do not end together. */
  Duration watchLife() {
    return spread(watchLife, 1.0);
  }

  private static Duration spread(Duration least, double share) {
    var extra = least.toMillis() * share * ThreadLocalRandom.current().nextDouble();
    return least.plusMillis((long) extra);
  }
}
