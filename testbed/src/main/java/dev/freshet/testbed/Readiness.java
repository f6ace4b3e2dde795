package dev.freshet.testbed;

import dev.freshet.testbed.process.ChildProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for a started program, but not for one that is dead. */
public final class Readiness {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

  private Readiness() {}

  public static void await(ChildProcess process, Duration limit, BooleanSupplier ready) {
    var deadline = Instant.now().plus(limit);
    try {
      while (!ready.getAsBoolean()) {
        if (!process.isAlive()) {
          throw failure(process, "ended while starting");
        }
        if (Instant.now().isAfter(deadline)) {
          throw failure(process, "was not ready after " + limit.toSeconds() + " s");
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(process, "was not waited for to the end");
    } catch (RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  private static StartFailure failure(ChildProcess process, String what) {
    return new StartFailure(process.name() + " " + what, process.lastLines());
  }
}
