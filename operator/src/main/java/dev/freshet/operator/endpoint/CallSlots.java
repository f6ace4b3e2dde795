package dev.freshet.operator.endpoint;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts calls, so many at once and no more, and does not let silent pods hold up the others.
 *
 * <p>A plain semaphore of {@code maxParallel} is not enough: of 5 000 pods let 500 be dead, then
 * the healthy ones queue behind whole timeouts. So a call that has had no answer for a short while
 * gives its slot back and goes on waiting without one:
 *
 * <pre>
 *   slot 1   [pod a][pod b ··· 50 ms][pod d][pod e]…
 *            pod b goes on alone      ···················· until its own timeout
 *   slot 2   [pod c ]…
 * </pre>
 *
 * <p>How many go on alone is bounded for the whole operator: beyond that, everybody waits. Waiting
 * calls are started in the order they came, and of several lanes none overtakes the others.
 */
public final class CallSlots {
  /** How long a call holds its slot without an answer. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  /** How many calls may be under way at once, of all lanes and with or without a slot. */
  public static final int MOST_IN_FLIGHT = 1024;

  private final Semaphore inFlight;
  private final long patienceNanos;

  public CallSlots() {
    this(MOST_IN_FLIGHT, PATIENCE);
  }

  CallSlots(int mostInFlight, Duration patience) {
    this.inFlight = new Semaphore(mostInFlight, true);
    this.patienceNanos = patience.toNanos();
  }

  /** Slots for one rollout. */
  public Lane lane(int maxParallel) {
    return new Lane(maxParallel);
  }

  /** At most {@code maxParallel} calls that are not yet known to be slow. */
  public final class Lane {
    private final int maxParallel;
    // Held while a starter waits, so that starters are served in the order they came.
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition slotFreed = lock.newCondition();
    // Who holds a slot, since when; in the order of their start, so the first is the slowest.
    private final Map<Object, Long> holders = new LinkedHashMap<>();

    private Lane(int maxParallel) {
      if (maxParallel < 1) {
        throw new IllegalArgumentException("maxParallel must be at least 1, is " + maxParallel);
      }
      this.maxParallel = maxParallel;
    }

    /**
     * Waits for a slot and starts the call on a virtual thread of its own. The future is done when
     * the call is; cancelling it interrupts the call.
     */
    public <T> Future<T> start(Callable<T> call) throws InterruptedException {
      var holder = new Object();
      var task = new FutureTask<>(call);
      turn.lockInterruptibly();
      try {
        awaitSlot();
        inFlight.acquire();
        take(holder);
      } finally {
        turn.unlock();
      }
      Thread.ofVirtual()
          .name("pod-call")
          .start(
              () -> {
                try {
                  task.run();
                } finally {
                  giveBack(holder);
                  inFlight.release();
                }
              });
      return task;
    }

    /** Whether somebody waits for a slot, or for a place among those without one. */
    boolean hasWaitingStarter() {
      return turn.isLocked();
    }

    // Only whoever has the turn takes slots, so a slot that is free now is free until then.
    private void awaitSlot() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (holders.size() >= maxParallel) {
          long patienceLeft = patienceLeftOfSlowest();
          if (patienceLeft <= 0) {
            forgetSlowest();
          } else {
            slotFreed.awaitNanos(patienceLeft);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    private void take(Object holder) {
      lock.lock();
      try {
        holders.put(holder, System.nanoTime());
      } finally {
        lock.unlock();
      }
    }

    private long patienceLeftOfSlowest() {
      long since = holders.values().iterator().next();
      return patienceNanos - (System.nanoTime() - since);
    }

    private void forgetSlowest() {
      Iterator<Object> slowest = holders.keySet().iterator();
      slowest.next();
      slowest.remove();
    }

    private void giveBack(Object holder) {
      lock.lock();
      try {
        if (holders.remove(holder) != null) {
          slotFreed.signal();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
