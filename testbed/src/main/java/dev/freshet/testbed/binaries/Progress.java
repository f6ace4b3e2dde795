package dev.freshet.testbed.binaries;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Tells a waiting person, now and then, what is going on. */
final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A line that is shown at once. */
  void line(String text) {
    out.println("[testbed] " + text);
    out.flush();
  }

  /** Until it is closed, shows every some seconds what there is to say by then, and since when. */
  Watch watch(Supplier<String> text) {
    var start = Instant.now();
    var teller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(BETWEEN_LINES);
                      var seconds = Duration.between(start, Instant.now()).toSeconds();
                      line("%s (%d:%02d)".formatted(text.get(), seconds / 60, seconds % 60));
                    }
                  } catch (InterruptedException e) {
                    // Closed: there is nothing to tell any more.
                  }
                });
    return teller::interrupt;
  }

  /** Open as long as there is something to tell. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
