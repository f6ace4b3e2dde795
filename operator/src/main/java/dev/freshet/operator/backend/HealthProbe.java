package dev.freshet.operator.backend;

import dev.freshet.operator.redis.CommandTimes;
import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.redis.RedisHealth;
import dev.freshet.operator.redis.RedisTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks one Redis how it is, again and again, on a thread of its own until it is closed.
 *
 * <pre>
 *   healthy ── interval ── healthy ── interval ── failed ── 1 s ── failed ─> told
 *   told ── 1 s ── failed ── 2 s ── failed ── 4 s ── … at most 30 s or the interval ── healthy ─> told
 * </pre>
 *
 * <p>A single lost answer of a Redis that was healthy a moment ago is no news: all policies of the
 * backend would be written twice for it.
 */
final class HealthProbe implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  /**
   * What is asked, and how often.
   *
   * @param interval between two checks of a healthy Redis
   */
  record Plan(RedisTarget target, Duration interval) {}

  private final Plan plan;
  private final RedisHealth health;
  private final CommandTimes times;
  private final Semaphore places;
  private final Runnable news;
  private final Thread thread;
  private volatile Optional<RedisCheck> told = Optional.empty();
  private int failures;

  HealthProbe(Plan plan, RedisHealth health, CommandTimes times, Semaphore places, Runnable news) {
    this.plan = plan;
    this.health = health;
    this.times = times;
    this.places = places;
    this.news = news;
    this.thread = Thread.ofVirtual().name("health probe").unstarted(this::probe);
  }

  void start() {
    thread.start();
  }

  Plan plan() {
    return plan;
  }

  /** Empty until the first answer. */
  Optional<RedisCheck> told() {
    return told;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void probe() {
    try {
      while (true) {
        var check = check();
        failures = check instanceof RedisCheck.Healthy ? 0 : failures + 1;
        if (isNews(check)) {
          told = Optional.of(check);
          news.run();
        }
        Thread.sleep(pause());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private RedisCheck check() throws InterruptedException {
    places.acquire();
    try {
      return health.check(plan.target(), times);
    } finally {
      places.release();
    }
  }

  private boolean isNews(RedisCheck check) {
    var mayBeChance =
        check instanceof RedisCheck.ConnectFailed
            && failures == 1
            && told.filter(RedisCheck.Healthy.class::isInstance).isPresent();
    return !mayBeChance && !told.equals(Optional.of(check));
  }

  /** Never longer than the interval, and a little shorter by chance, so that probes spread. */
  private Duration pause() {
    var pause = failures == 0 ? plan.interval() : backOff();
    return pause.minusMillis(
        (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.1)));
  }

  private Duration backOff() {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 5));
    return shortest(doubled, shortest(LONGEST_RETRY, plan.interval()));
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
