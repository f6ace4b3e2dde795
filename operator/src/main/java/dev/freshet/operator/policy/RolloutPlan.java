package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.RejectionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which pods may get the document now. Pure: the same memory and the same assignment give the same
 * plan.
 *
 * <p>Three gates stand before a push: a refusal with {@code onReject: Halt} closes all of them;
 * pods that refused this revision before are tried before the others; and of each target the
 * canaries come first, by name, where one that doesn't answer is replaced by the next.
 *
 * @param halted a pod refused the document, and the rest keep what they have
 * @param proven the canaries, and at least one pod, run the document
 * @param mayPush pods that may get the document, whether it is their time or not
 */
record RolloutPlan(boolean halted, boolean proven, Set<TargetedPod.Key> mayPush) {
  static final RolloutPlan NOTHING = new RolloutPlan(false, false, Set.of());

  /** What to do with a pod next. */
  enum Step {
    ASK,
    PUSH,
    WAIT
  }

  static RolloutPlan of(Assignment assignment, Collection<PodProgress> pods) {
    var revision = assignment.revision();
    var halted =
        assignment.rollout().onReject() != RejectionPolicy.CONTINUE
            && pods.stream().anyMatch(pod -> pod.refused(revision));
    if (halted || assignment.document() == null) {
      return new RolloutPlan(halted, false, Set.of());
    }
    var suspects =
        pods.stream().filter(pod -> isSuspect(pod, assignment)).map(p -> p.pod().key()).toList();
    var open = suspects.isEmpty() ? canariesFirst(assignment, pods) : Set.copyOf(suspects);
    var proven = open.size() == pods.size() && pods.stream().anyMatch(pod -> pod.runs(revision));
    return new RolloutPlan(false, proven, open);
  }

  /** What to do with that pod at this moment. */
  Step next(PodProgress pod, Assignment assignment, Instant now) {
    if (!(pod.pod().reach() instanceof TargetedPod.Reach.At)
        || !assignment.keys().containsKey(pod.pod().target())
        || now.isBefore(pod.notBefore())) {
      return Step.WAIT;
    }
    var revision = assignment.revision();
    var mustBeAsked =
        pod.seen() == null
            || assignment.document() == null
            || pod.runs(revision)
            || pod.refused(revision)
            || pod.verdict() instanceof PodProgress.Verdict.Spreading;
    if (mustBeAsked) {
      return Step.ASK;
    }
    return mayPush.contains(pod.pod().key()) ? Step.PUSH : Step.WAIT;
  }

  private static boolean isSuspect(PodProgress pod, Assignment assignment) {
    return assignment.suspects().contains(CachePolicyStatuses.shownName(pod.pod()))
        && !pod.runs(assignment.revision())
        && !pod.refused(assignment.revision())
        && pod.failures() < PodProgress.FAILURES_THAT_COUNT
        && pod.pod().reach() instanceof TargetedPod.Reach.At;
  }

  private static Set<TargetedPod.Key> canariesFirst(
      Assignment assignment, Collection<PodProgress> pods) {
    var revision = assignment.revision();
    var canary = assignment.rollout().canary();
    var arrived = new HashMap<String, Integer>();
    pods.stream()
        .filter(pod -> pod.runs(revision))
        .forEach(pod -> arrived.merge(pod.pod().target(), 1, Integer::sum));
    var tried = new HashMap<>(arrived);
    var open = new HashSet<TargetedPod.Key>();
    for (var pod : pods) {
      var target = pod.pod().target();
      if (pod.runs(revision)
          || arrived.getOrDefault(target, 0) >= canary
          || isNextCanary(pod, revision, canary, tried)) {
        open.add(pod.pod().key());
      }
    }
    return open;
  }

  private static boolean isNextCanary(
      PodProgress pod, String revision, int canary, Map<String, Integer> tried) {
    var target = pod.pod().target();
    if (!(pod.pod().reach() instanceof TargetedPod.Reach.At)) {
      return false;
    }
    // One that failed keeps its turn for its back-off, but no other waits for it.
    if (pod.failures() >= PodProgress.FAILURES_THAT_COUNT || pod.refused(revision)) {
      return !pod.refused(revision);
    }
    return tried.merge(target, 1, Integer::sum) <= canary;
  }

  /** How long until the operator has to look again by itself. */
  Duration untilNext(Collection<PodProgress> pods, Assignment assignment, Instant now) {
    return pods.stream()
        .filter(pod -> pod.notBefore().isAfter(now))
        .filter(pod -> next(pod, assignment, pod.notBefore()) != Step.WAIT)
        .map(pod -> Duration.between(now, pod.notBefore()))
        .min(Duration::compareTo)
        .orElse(assignment.resyncInterval());
  }
}
