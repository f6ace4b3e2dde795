package dev.freshet.operator.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose time is over by closing their socket under them.
 *
 * <p>A timeout per read is no deadline: a pod that sends one byte a second never runs into it, and
 * a pod that reads nothing blocks a write, which has no timeout at all. Closing the socket ends
 * whatever the call is blocked in: connect, TLS handshake, write or read.
 */
final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("pod-call-watchdog").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts the clock of one call. */
  Watch watch(Duration allowed) {
    var watch = new Watch();
    watch.bite = timer.schedule(watch::bite, allowed.toNanos(), TimeUnit.NANOSECONDS);
    return watch;
  }

  /** Does some housekeeping from time to time. */
  void every(Duration period, Runnable chore) {
    var _ =
        timer.scheduleWithFixedDelay(
            chore, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** The clock of one call, which may use more than one socket in turn. */
  static final class Watch implements AutoCloseable {
    private @Nullable Future<?> bite;
    private @Nullable Socket guarded;
    private boolean over;

    private Watch() {}

    /** From now on it is this socket that is closed when the time is over; maybe at once. */
    synchronized void guard(Socket socket) {
      guarded = socket;
      if (over) {
        closeQuietly(socket);
      }
    }

    /** Whether the time was over before the call was. */
    synchronized boolean isOver() {
      return over;
    }

    /** Lets the socket live on, unless the time was over first. */
    @Override
    public synchronized void close() {
      guarded = null;
      if (bite != null) {
        bite.cancel(false);
      }
    }

    private synchronized void bite() {
      over = true;
      if (guarded != null) {
        closeQuietly(guarded);
      }
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody can do more about a socket than close it.
    }
  }
}
