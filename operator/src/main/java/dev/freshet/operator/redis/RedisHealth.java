package dev.freshet.operator.redis;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.freshet.operator.network.ForbiddenAddresses;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** Asks a Redis how it is, on connections made for it, and gone afterwards. */
public final class RedisHealth {
  /** More than any topology sends to one server. */
  private static final int COMMANDS = 8;

  private final RedisSockets sockets;

  public RedisHealth(ForbiddenAddresses forbidden) {
    this(forbidden, new SystemNames());
  }

  RedisHealth(ForbiddenAddresses forbidden, NameService names) {
    this.sockets = new RedisSockets(forbidden, names);
  }

  /**
   * Returns within a time that follows from the target's timeouts: a server that sends a byte now
   * and then would else never let go.
   */
  public RedisCheck check(RedisTarget target, CommandTimes times) throws InterruptedException {
    var task = new FutureTask<>(new HealthCheck(target, sockets, times)::run);
    var thread = Thread.ofVirtual().name("redis-check").start(task);
    try {
      return task.get(longest(target).toNanos(), NANOSECONDS);
    } catch (TimeoutException slow) {
      return new RedisCheck.ConnectFailed(
          "%s answers too slowly.".formatted(target.addresses().getFirst()));
    } catch (ExecutionException bug) {
      throw new IllegalStateException("A check ended in a way that nobody foresaw", bug);
    } finally {
      // Closes the socket that it may be reading from.
      thread.interrupt();
    }
  }

  /** Every address in turn, and then the primaries that they name. */
  private static Duration longest(RedisTarget target) {
    var timeouts = target.timeouts();
    return timeouts
        .connect()
        .plus(timeouts.command().multipliedBy(COMMANDS))
        .multipliedBy(target.addresses().size() + 1L);
  }
}
