package dev.freshet.testbed.binaries;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Tells a waiting person, now and then, what is going on. */
final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintStream out;
  private Instant last = Instant.MIN;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A line that is always shown. */
  void line(String text) {
    out.println("[testbed] " + text);
    out.flush();
    last = Instant.now();
  }

  /** A line that is shown if the last one was some seconds ago. */
  void sometimes(String text) {
    if (last.isBefore(Instant.now().minus(BETWEEN_LINES))) {
      line(text);
    }
  }
}
