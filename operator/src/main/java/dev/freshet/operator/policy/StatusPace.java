package dev.freshet.operator.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a status may be written: at most once in two seconds for one object, and not for the first
 * step of a rollout that will be over in a moment.
 *
 * <pre>
 *   spec changed ─▶ calls ─▶ all answered within 1 s ─▶ one write: Ready
 *                         └▶ slower: a write after 1 s, then at most one in 2 s, and the last
 * </pre>
 */
final class StatusPace {
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(2);
  private static final Duration FIRST_STEP = Duration.ofSeconds(1);

  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  /** How long to wait before the status of that object may be written; zero for not at all. */
  Duration untilDue(String uid, RolloutView view, Instant now) {
    var due = written.getOrDefault(uid, Instant.MIN);
    if (view.calling()) {
      var afterFirstStep = view.startedAt().plus(FIRST_STEP);
      due = afterFirstStep.isAfter(due) ? afterFirstStep : due;
    }
    return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
  }

  void written(String uid, Instant now) {
    written.put(uid, now.plus(BETWEEN_WRITES));
  }

  void forget(String uid) {
    written.remove(uid);
  }
}
