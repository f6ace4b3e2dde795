package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.endpoint.PodAddress;
import dev.freshet.operator.runtime.EventRecorder;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells each step of a policy as events, on the policy and on the pods concerned, and in the log.
 */
final class PolicyStory {
  private static final Logger LOGGER = LoggerFactory.getLogger(PolicyStory.class);

  private final EventRecorder events;

  PolicyStory(EventRecorder events) {
    this.events = events;
  }

  /**
   * @param commands with which the owners of Secrets would consent: too long for a condition
   */
  void tell(CachePolicy policy, CachePolicyStatus next, RolloutView view, List<String> commands) {
    var before = CachePolicyStatuses.previous(policy);
    if (PolicyEvents.asksForConsent(before, next)) {
      commands.forEach(
          command ->
              events.record(
                  policy, EventRecorder.Type.WARNING, Reason.SECRET_ACCESS_DENIED.text(), command));
    }
    for (var saying : PolicyEvents.between(before, next)) {
      events.record(policy, saying.type(), saying.reason(), saying.message());
      LOGGER
          .atLevel(saying.type() == EventRecorder.Type.WARNING ? Level.WARN : Level.INFO)
          .addKeyValue("kind", policy.getKind())
          .addKeyValue("namespace", policy.getMetadata().getNamespace())
          .addKeyValue("name", policy.getMetadata().getName())
          .addKeyValue("reason", saying.reason())
          .log(saying.message());
    }
    var newlyRejected = PolicyEvents.newlyRejected(before, next);
    view.pods().stream()
        .filter(pod -> newlyRejected.contains(CachePolicyStatuses.shownName(pod.pod())))
        .forEach(pod -> tellPod(policy, pod));
  }

  private void tellPod(CachePolicy policy, PodProgress pod) {
    if (pod.pod().reach() instanceof TargetedPod.Reach.At(PodAddress address)) {
      var why = CachePolicyStatuses.why(pod).map(w -> w.code() + ": " + w.message()).orElse("");
      events.record(
          new ObjectReferenceBuilder()
              .withApiVersion("v1")
              .withKind("Pod")
              .withNamespace(policy.getMetadata().getNamespace())
              .withName(pod.pod().name())
              .withUid(address.podUid())
              .build(),
          EventRecorder.Type.WARNING,
          "CacheConfigRejected",
          "CachePolicy %s: %s".formatted(policy.getMetadata().getName(), why));
    }
  }
}
