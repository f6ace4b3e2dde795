package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.Rollout;
import dev.freshet.operator.endpoint.PolicyStamp;
import dev.freshet.operator.endpoint.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout has to bring about: this document on those pods, in that manner.
 *
 * @param document null while there is none that pods could run
 * @param keys by target; pods of a target without a key are not called
 * @param asked by target: the capabilities that its pods should have
 * @param suspects pods that refused this very revision before the operator was restarted: they are
 *     tried before any other, so that a halted rollout stays halted
 */
record Assignment(
    PolicyStamp stamp,
    @Nullable Document document,
    List<TargetedPod> pods,
    Map<String, SigningKey> keys,
    Map<String, Set<String>> asked,
    Rollout rollout,
    Duration resyncInterval,
    Set<String> suspects) {

  /** The revision that pods should run; no pod runs the empty one. */
  String revision() {
    return document == null ? "" : document.revision();
  }
}
