package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.PodState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rollout at one moment: what the status is written from.
 *
 * @param pods in the order of target and name
 * @param halted a pod refused the document and {@code onReject} is Halt
 * @param proven the canaries, and at least one pod, run the document
 * @param calling calls are under way
 * @param startedAt when this revision became the one to bring about
 * @param progressedAt when the last pod came to run it
 * @param untilNext how long nothing happens by itself
 */
record RolloutView(
    Assignment assignment,
    List<PodProgress> pods,
    boolean halted,
    boolean proven,
    boolean calling,
    Instant startedAt,
    Instant progressedAt,
    Duration untilNext) {

  int applied() {
    return (int) pods.stream().filter(this::isApplied).count();
  }

  boolean isApplied(PodProgress pod) {
    return pod.state(assignment.revision()).isEmpty();
  }

  boolean complete() {
    return applied() == pods.size();
  }

  int count(PodState state) {
    return (int)
        pods.stream()
            .filter(pod -> pod.state(assignment.revision()).equals(Optional.of(state)))
            .count();
  }

  /** What targets ask of their pods and these say they don't have. */
  Lacking lacking() {
    var capabilities = new TreeSet<String>();
    var lackingPods = 0;
    for (var pod : pods) {
      var missing = new TreeSet<>(assignment.asked().getOrDefault(pod.pod().target(), Set.of()));
      var has = pod.seen() == null ? null : pod.seen().capabilities();
      if (has == null) {
        continue;
      }
      missing.removeAll(has);
      capabilities.addAll(missing);
      lackingPods += missing.isEmpty() ? 0 : 1;
    }
    return new Lacking(lackingPods, capabilities);
  }

  /** How many pods lack something, and all that any of them lacks. */
  record Lacking(int pods, Set<String> capabilities) {
    boolean isEmpty() {
      return pods == 0;
    }
  }
}
