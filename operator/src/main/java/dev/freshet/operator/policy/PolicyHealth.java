package dev.freshet.operator.policy;

import static dev.freshet.operator.status.ConditionType.ACCEPTED;
import static dev.freshet.operator.status.ConditionType.BACKEND_REACHABLE;
import static dev.freshet.operator.status.ConditionType.READY;
import static dev.freshet.operator.status.ConditionType.RECONCILING;
import static dev.freshet.operator.status.ConditionType.STALLED;
import static dev.freshet.operator.status.ConditionType.SUSPENDED;

import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a policy is, and whether to wait, to act, or to be content. One of three things holds at any
 * time: ready, at work, or stuck until a person acts.
 *
 * @param refusal why the spec is not accepted
 * @param backend of the policy; empty when it names none
 * @param hasTargets whether the spec names any
 */
record PolicyHealth(
    Optional<Problem> refusal,
    Optional<BackendHealth> backend,
    boolean hasTargets,
    RolloutView view,
    int viaConfigMap) {

  /** A pod that joins after a finished rollout has this long before Ready may turn false. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private sealed interface Verdict {
    record Content(Reason reason, String message) implements Verdict {}

    record AtWork(Reason reason, String message) implements Verdict {}

    record Stuck(Reason ready, Reason stalled, String message) implements Verdict {}
  }

  List<Condition> conditions(List<Condition> before, long generation, Instant now) {
    var next = Conditions.after(before, generation, now);
    refusal.ifPresentOrElse(
        problem -> next.isFalse(ACCEPTED, problem.reason(), problem.text()),
        () -> next.isTrue(ACCEPTED, Reason.VALID, "The spec is valid and all it names was found."));
    backend.ifPresent(health -> health.say(BACKEND_REACHABLE, next));
    switch (verdict(before, generation, now)) {
      case Verdict.Content(var reason, var message) -> next.isTrue(READY, reason, message);
      case Verdict.AtWork(var reason, var message) ->
          next.isFalse(READY, reason, message).isTrue(RECONCILING, reason, message);
      case Verdict.Stuck(var ready, var stalled, var message) ->
          next.isFalse(READY, ready, message).isTrue(STALLED, stalled, message);
    }
    return next.toList();
  }

  static List<Condition> suspended(List<Condition> before, long generation, Instant now) {
    var message = "spec.suspend is set: pods keep what they have.";
    return Conditions.after(before, generation, now)
        .isTrue(READY, Reason.SUSPENDED, message)
        .isTrue(SUSPENDED, Reason.SUSPENDED, message)
        .toList();
  }

  private Verdict verdict(List<Condition> before, long generation, Instant now) {
    if (refusal.isPresent()) {
      var problem = refusal.get();
      return new Verdict.Stuck(problem.reason(), problem.reason(), problem.text());
    }
    if (view.halted()) {
      return new Verdict.Stuck(Reason.REJECTED, Reason.ROLLOUT_HALTED, rejectedText());
    }
    var poorly = backend.filter(health -> !health.reachable());
    if (poorly.isPresent()) {
      var reason = poorly.get().reason();
      var message = "Backend: " + poorly.get().message();
      return poorly.get().stalled()
          ? new Verdict.Stuck(reason, reason, message)
          : new Verdict.AtWork(reason, message);
    }
    if (!hasTargets) {
      return new Verdict.Content(Reason.NO_TARGETS, "The policy has no targets: nothing to push.");
    }
    return rolloutVerdict(before, generation, now);
  }

  private Verdict rolloutVerdict(List<Condition> before, long generation, Instant now) {
    if (view.pods().isEmpty()) {
      return viaConfigMap > 0
          ? new Verdict.Content(
              Reason.APPLIED, "%d pods read it from the ConfigMap.".formatted(viaConfigMap))
          : new Verdict.Content(Reason.NO_PODS, "The selectors match no ready pod.");
    }
    if (view.complete()) {
      return new Verdict.Content(Reason.APPLIED, appliedText() + lackingText());
    }
    if (onlyJoining(before, generation, now)) {
      return new Verdict.Content(Reason.APPLIED, appliedText() + " The others have just joined.");
    }
    var reason = laggingReason();
    if (deadlineExceeded(before, generation, now)) {
      return new Verdict.Stuck(
          reason,
          Reason.PROGRESS_DEADLINE_EXCEEDED,
          "No progress for %ds. %s"
              .formatted(
                  view.assignment().rollout().progressDeadlineSeconds(), laggingText(reason)));
    }
    return new Verdict.AtWork(reason, laggingText(reason));
  }

  /** When the verdict may change though nothing happens. */
  Optional<Duration> untilChange(Instant now) {
    if (view.complete()) {
      return Optional.empty();
    }
    var deadline = view.progressedAt().plusSeconds(progressDeadline());
    return Stream.concat(
            Stream.of(deadline),
            view.pods().stream()
                .filter(pod -> !view.isApplied(pod))
                .map(pod -> pod.firstSeen().plus(GRACE)))
        .filter(moment -> moment.isAfter(now))
        .map(moment -> Duration.between(now, moment))
        .min(Duration::compareTo);
  }

  private int progressDeadline() {
    return view.assignment().rollout().progressDeadlineSeconds();
  }

  // Only after this very generation was seen to be everywhere: a pod that is new to a rollout that
  // is still under way is part of it.
  private boolean onlyJoining(List<Condition> before, long generation, Instant now) {
    var wasReady =
        Conditions.find(before, READY)
            .filter(ready -> "True".equals(ready.getStatus()))
            .filter(ready -> ready.getObservedGeneration() == generation)
            .isPresent();
    return wasReady
        && view.pods().stream()
            .filter(pod -> !view.isApplied(pod))
            .allMatch(
                pod ->
                    pod.firstSeen().isAfter(view.startedAt())
                        && now.isBefore(pod.firstSeen().plus(GRACE)));
  }

  private boolean deadlineExceeded(List<Condition> before, long generation, Instant now) {
    if (!now.isBefore(view.progressedAt().plusSeconds(progressDeadline()))) {
      return true;
    }
    // Said before the operator was restarted, and no pod has come to run it since.
    return Conditions.find(before, STALLED)
            .filter(stalled -> stalled.getObservedGeneration() == generation)
            .filter(stalled -> Reason.PROGRESS_DEADLINE_EXCEEDED.text().equals(stalled.getReason()))
            .isPresent()
        && view.progressedAt().equals(view.startedAt());
  }

  private Reason laggingReason() {
    if (view.count(PodState.REJECTED) > 0) {
      return Reason.REJECTED;
    }
    return view.count(PodState.UNREACHABLE) > 0 && view.count(PodState.PENDING) == 0
        ? Reason.PODS_UNREACHABLE
        : Reason.PROGRESSING;
  }

  private String laggingText(Reason reason) {
    return switch (reason) {
      case REJECTED -> rejectedText();
      case PODS_UNREACHABLE ->
          "%d of %d pods did not answer by the contract: %s."
              .formatted(
                  view.count(PodState.UNREACHABLE),
                  view.pods().size(),
                  example(PodState.UNREACHABLE));
      default -> appliedText();
    };
  }

  private String appliedText() {
    return "%d of %d pods run %s.".formatted(view.applied(), view.pods().size(), shortRevision());
  }

  private String lackingText() {
    var lacking = view.lacking();
    return lacking.isEmpty()
        ? ""
        : " %d of them lack what the target asks for: %s."
            .formatted(lacking.pods(), String.join(", ", lacking.capabilities()));
  }

  private String rejectedText() {
    return "%d of %d pods refused the policy: %s. Fix the spec or the app."
        .formatted(view.count(PodState.REJECTED), view.pods().size(), example(PodState.REJECTED));
  }

  private String example(PodState state) {
    return view.pods().stream()
        .filter(pod -> pod.state(view.assignment().revision()).equals(Optional.of(state)))
        .findFirst()
        .map(
            pod ->
                CachePolicyStatuses.why(pod)
                    .map(
                        why -> "%s (%s: %s)".formatted(pod.pod().name(), why.code(), why.message()))
                    .orElse(pod.pod().name()))
        .orElse("");
  }

  private String shortRevision() {
    var revision = view.assignment().revision();
    return revision.length() > 19 ? revision.substring(0, 19) + "…" : "the document";
  }
}
