package dev.freshet.operator.policy;

import dev.freshet.operator.endpoint.CallSlots;
import dev.freshet.operator.endpoint.PodEndpoint;
import dev.freshet.operator.endpoint.PolicyStamp;
import dev.freshet.operator.policy.PodProgress.Verdict;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the operator remembers of each policy while it runs. All of it can be lost: it is made anew
 * from the policy's status and by asking the pods.
 */
final class Rollouts {
  private final PodEndpoint endpoint;
  private final Clock clock;
  private final PolicyMetrics metrics;
  private final Wakeups wakeups;
  private final CallSlots slots = new CallSlots();
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final Map<ResourceID, Entry> entries = new ConcurrentHashMap<>();

  Rollouts(PodEndpoint endpoint, Clock clock, PolicyMetrics metrics, Wakeups wakeups) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.metrics = metrics;
    this.wakeups = wakeups;
  }

  private record Entry(
      String uid, long generation, PolicyRollout rollout, RolloutView view, Set<String> podNames) {}

  /** Whether a policy was taken over as it stood at this generation. */
  boolean took(ResourceID policy, long generation) {
    var entry = entries.get(policy);
    return entry != null && entry.generation() == generation;
  }

  /**
   * Takes over what is to be and says how far it is.
   *
   * @param generation of the policy that says so, though the document may be an older one
   */
  RolloutView advance(ResourceID policy, long generation, Assignment assignment) {
    var known = entries.get(policy);
    var uid = assignment.stamp().uid();
    if (known != null && !known.uid().equals(uid)) {
      forget(policy);
      known = null;
    }
    var rollout = known == null ? rollout(policy, assignment) : known.rollout();
    var view = rollout.advance(assignment);
    var names = new HashSet<String>();
    assignment.pods().forEach(pod -> names.add(pod.name()));
    entries.put(policy, new Entry(uid, generation, rollout, view, names));
    metrics.show(view);
    if (completedJustNow(known, view)) {
      metrics.converged(
          assignment.stamp(), Duration.between(view.startedAt(), view.progressedAt()));
    }
    return view;
  }

  /** The document that pods were last told to run, and how old it is. */
  Optional<Assignment> last(ResourceID policy, String uid) {
    return Optional.ofNullable(entries.get(policy))
        .filter(entry -> entry.uid().equals(uid))
        .map(entry -> entry.view().assignment());
  }

  /** Whether a pod says that it runs something newer than the operator knows of. */
  boolean outdated(ResourceID policy) {
    var entry = entries.get(policy);
    return entry != null
        && entry.view().pods().stream().anyMatch(pod -> pod.verdict() instanceof Verdict.Newer);
  }

  /** Whether the policy had to do with a pod of that name when it last looked. */
  boolean knows(ResourceID policy, String podName) {
    var entry = entries.get(policy);
    return entry != null && entry.podNames().contains(podName);
  }

  /** The policy is gone, or another of its name has come. */
  void forget(ResourceID policy) {
    var entry = entries.remove(policy);
    if (entry != null) {
      entry.rollout().stop();
      PolicyStamp stamp = entry.view().assignment().stamp();
      metrics.forget(stamp.uid(), stamp.namespace(), stamp.name());
    }
  }

  void stop() {
    entries.values().forEach(entry -> entry.rollout().stop());
  }

  private PolicyRollout rollout(ResourceID policy, Assignment assignment) {
    return new PolicyRollout(
        assignment,
        endpoint,
        slots,
        backoff,
        clock,
        metrics,
        new PolicyRollout.Listener() {
          @Override
          public void heard() {
            wakeups.soon(policy);
          }

          @Override
          public void settled() {
            wakeups.now(policy);
          }
        });
  }

  private static boolean completedJustNow(@Nullable Entry before, RolloutView now) {
    return !now.pods().isEmpty()
        && now.complete()
        && before != null
        && !(before.view().complete()
            && before.view().assignment().revision().equals(now.assignment().revision()));
  }
}
