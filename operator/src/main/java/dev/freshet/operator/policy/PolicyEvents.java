package dev.freshet.operator.policy;

import static dev.freshet.operator.runtime.EventRecorder.Type.NORMAL;
import static dev.freshet.operator.runtime.EventRecorder.Type.WARNING;

import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.runtime.EventRecorder;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is worth telling about the step from one status to the next. Pure: no step, no event. */
final class PolicyEvents {
  private PolicyEvents() {}

  /** One event to be. */
  record Saying(EventRecorder.Type type, String reason, String message) {}

  static List<Saying> between(CachePolicyStatus before, CachePolicyStatus after) {
    var sayings = new ArrayList<Saying>();
    if (after.revision() != null && !after.revision().equals(before.revision())) {
      sayings.add(
          new Saying(
              NORMAL,
              "RolloutStarted",
              "Bringing %s to %d pods".formatted(after.revision(), matched(after))));
    }
    if (becameFalse(ConditionType.ACCEPTED, before, after)) {
      sayings.add(new Saying(WARNING, "PolicyInvalid", message(ConditionType.ACCEPTED, after)));
    }
    if (becameFalse(ConditionType.BACKEND_REACHABLE, before, after)) {
      sayings.add(
          new Saying(
              WARNING, "BackendUnreachable", message(ConditionType.BACKEND_REACHABLE, after)));
    }
    if (rejected(after) > rejected(before)) {
      sayings.add(
          new Saying(
              WARNING,
              "ConfigRejected",
              "%d of %d pods refused the policy".formatted(rejected(after), matched(after))));
    }
    if (unreachable(after) > unreachable(before)) {
      sayings.add(
          new Saying(
              WARNING,
              "PodUnreachable",
              "%d of %d pods did not answer by the contract"
                  .formatted(unreachable(after), matched(after))));
    }
    if (halted(after) && !halted(before)) {
      sayings.add(new Saying(WARNING, "RolloutHalted", message(ConditionType.STALLED, after)));
    }
    if (applied(after)
        && (!applied(before) || !Objects.equals(before.revision(), after.revision()))) {
      sayings.add(
          new Saying(
              NORMAL,
              "RolloutComplete",
              "%d pods run %s".formatted(matched(after), after.revision())));
    }
    return sayings;
  }

  /** Whether the status says now, and did not before, that a Secret may not be read. */
  static boolean asksForConsent(CachePolicyStatus before, CachePolicyStatus after) {
    return becameFalse(ConditionType.ACCEPTED, before, after)
        && Conditions.hasReason(
            after.conditions(), ConditionType.ACCEPTED, Reason.SECRET_ACCESS_DENIED);
  }

  /** Names of pods that the status now lists as having refused, and did not before. */
  static Set<String> newlyRejected(CachePolicyStatus before, CachePolicyStatus after) {
    var names = new TreeSet<>(rejectedPods(after));
    names.removeAll(rejectedPods(before));
    return names;
  }

  private static Set<String> rejectedPods(CachePolicyStatus status) {
    return status.pods().stream()
        .filter(pod -> pod.state() == PodState.REJECTED)
        .map(LaggingPod::name)
        .collect(Collectors.toSet());
  }

  private static boolean becameFalse(
      ConditionType type, CachePolicyStatus before, CachePolicyStatus after) {
    return Conditions.find(after.conditions(), type)
        .filter(now -> "False".equals(now.getStatus()))
        .filter(
            now ->
                Conditions.find(before.conditions(), type)
                    .filter(then -> then.getStatus().equals(now.getStatus()))
                    .filter(then -> then.getReason().equals(now.getReason()))
                    .isEmpty())
        .isPresent();
  }

  private static String message(ConditionType type, CachePolicyStatus status) {
    return Conditions.find(status.conditions(), type).map(Condition::getMessage).orElse("");
  }

  private static boolean halted(CachePolicyStatus status) {
    return Conditions.hasReason(status.conditions(), ConditionType.STALLED, Reason.ROLLOUT_HALTED);
  }

  private static boolean applied(CachePolicyStatus status) {
    return matched(status) > 0
        && Conditions.isTrue(status.conditions(), ConditionType.READY)
        && Conditions.hasReason(status.conditions(), ConditionType.READY, Reason.APPLIED);
  }

  private static int matched(CachePolicyStatus status) {
    return status.rollout() == null ? 0 : status.rollout().matched();
  }

  private static int rejected(CachePolicyStatus status) {
    return status.rollout() == null ? 0 : status.rollout().rejected();
  }

  private static int unreachable(CachePolicyStatus status) {
    return status.rollout() == null ? 0 : status.rollout().unreachable();
  }
}
