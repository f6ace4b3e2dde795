package dev.freshet.operator.policy;

import static dev.freshet.operator.status.ConditionType.STALLED;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.ResolvedCounts;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.RolloutCounts;
import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.policy.PodProgress.Verdict;
import dev.freshet.operator.status.BoundedText;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The next status of a policy, from its previous one and what was seen. Pure. */
final class CachePolicyStatuses {
  static final int MOST_PODS_LISTED = 10;

  /** Beyond this, more attempts tell nobody anything, and each would be a write. */
  static final int MOST_ATTEMPTS_COUNTED = 10;

  // As the schema has them: one that is longer would make the API server refuse the whole status.
  private static final int CODE_BYTES = 32;
  private static final int NAME_BYTES = 100;

  private CachePolicyStatuses() {}

  static CachePolicyStatus previous(CachePolicy policy) {
    return Objects.requireNonNullElseGet(
        policy.getStatus(),
        () ->
            new CachePolicyStatus(
                -1L, null, null, null, null, null, List.of(), false, null, List.of(), List.of(),
                List.of()));
  }

  /**
   * @param accepted whether the spec was understood; if not, it counts as it last was
   */
  static CachePolicyStatus next(
      CachePolicy policy, PolicyHealth health, boolean accepted, Instant now) {
    var before = previous(policy);
    var view = health.view();
    var revision = view.assignment().revision();
    var lagging =
        view.pods().stream()
            .filter(pod -> !view.isApplied(pod))
            .sorted(
                comparingInt((PodProgress pod) -> urgency(pod, revision))
                    .thenComparing(pod -> pod.pod().target())
                    .thenComparing(pod -> pod.pod().name()))
            .toList();
    return new CachePolicyStatus(
        policy.getMetadata().getGeneration(),
        policy.getSpec().displayVersion(),
        revision.isEmpty() ? null : revision,
        previousRevision(before, revision),
        view.applied() + "/" + view.pods().size(),
        counts(view, health.viaConfigMap()),
        listed(lagging, revision),
        lagging.size() > MOST_PODS_LISTED,
        accepted ? resolved(policy.getSpec()) : before.resolved(),
        before.warm(),
        before.recentFlushes(),
        health.conditions(before.conditions(), policy.getMetadata().getGeneration(), now));
  }

  /** While it is suspended nothing is looked at, so only what the user wrote is repeated. */
  static CachePolicyStatus suspended(CachePolicy policy, Instant now) {
    var before = previous(policy);
    return new CachePolicyStatus(
        policy.getMetadata().getGeneration(),
        policy.getSpec().displayVersion(),
        before.revision(),
        before.previousRevision(),
        before.applied(),
        before.rollout(),
        before.pods(),
        before.podsTruncated(),
        before.resolved(),
        before.warm(),
        before.recentFlushes(),
        PolicyHealth.suspended(before.conditions(), policy.getMetadata().getGeneration(), now));
  }

  /** The name of a pod as far as the status has room for it. */
  static String shownName(TargetedPod pod) {
    return BoundedText.of(pod.name(), NAME_BYTES);
  }

  /** The pods whose refusal halted this revision, as far as the status names them. */
  static Set<String> suspects(CachePolicy policy, String revision) {
    var before = previous(policy);
    return revision.equals(before.revision())
            && Conditions.hasReason(before.conditions(), STALLED, Reason.ROLLOUT_HALTED)
        ? before.pods().stream()
            .filter(pod -> pod.state() == PodState.REJECTED)
            .map(LaggingPod::name)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static @Nullable String previousRevision(CachePolicyStatus before, String revision) {
    var last = before.revision();
    return last == null || last.equals(revision) ? before.previousRevision() : last;
  }

  private static ResolvedCounts resolved(CachePolicySpec spec) {
    return new ResolvedCounts(
        spec.caches().size(),
        spec.caches().stream().mapToInt(cache -> cache.keys().size()).sum(),
        spec.models().size(),
        spec.caches().stream().mapToInt(cache -> cache.dependsOn().size()).sum());
  }

  private static RolloutCounts counts(RolloutView view, int viaConfigMap) {
    return new RolloutCounts(
        view.pods().size(),
        view.applied(),
        view.count(PodState.PENDING),
        view.count(PodState.REJECTED),
        view.count(PodState.UNREACHABLE),
        viaConfigMap);
  }

  private static List<LaggingPod> listed(List<PodProgress> lagging, String revision) {
    return lagging.stream()
        .limit(MOST_PODS_LISTED)
        .map(pod -> listed(pod, revision))
        .sorted(comparing(LaggingPod::target).thenComparing(LaggingPod::name))
        .toList();
  }

  private static LaggingPod listed(PodProgress pod, String revision) {
    var why = why(pod);
    return new LaggingPod(
        pod.pod().target(),
        shownName(pod.pod()),
        pod.state(revision).orElse(PodState.PENDING),
        pod.seen() == null ? null : pod.seen().revision(),
        Math.min(pod.failures(), MOST_ATTEMPTS_COUNTED),
        why.map(w -> BoundedText.of(w.code(), CODE_BYTES)).orElse(null),
        why.map(w -> BoundedText.of(w.message(), BoundedText.ENTRY_MESSAGE)).orElse(null));
  }

  /** Why a pod does not run the document, in a word and in a sentence. */
  record Why(String code, String message) {}

  static Optional<Why> why(PodProgress pod) {
    if (pod.pod().reach() instanceof TargetedPod.Reach.Nowhere(var code, var message)) {
      return Optional.of(new Why(code, message));
    }
    return switch (pod.verdict()) {
      case Verdict.None ignored -> Optional.empty();
      case Verdict.Spreading ignored ->
          Optional.of(new Why("Spreading", "not all processes of the pod run it yet"));
      case Verdict.Refused(var ignored, var code, var message) ->
          Optional.of(new Why(code, message));
      case Verdict.TurnedAway(var code, var message) -> Optional.of(new Why(code, message));
      case Verdict.Newer(var message) -> Optional.of(new Why("OlderGeneration", message));
      case Verdict.Unreachable(var code, var message) -> Optional.of(new Why(code, message));
    };
  }

  private static int urgency(PodProgress pod, String revision) {
    return switch (pod.state(revision).orElse(PodState.PENDING)) {
      case REJECTED -> 0;
      case UNREACHABLE -> 1;
      case PENDING, UNKNOWN -> 2;
    };
  }
}
