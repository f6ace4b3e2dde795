package dev.freshet.operator.policy;

import dev.freshet.operator.endpoint.PodAddress;

/**
 * One pod that a target of the policy selects, and how it is reached.
 *
 * @param incarnation of the pod: when it changes, what was known of it is void
 */
record TargetedPod(String target, String name, String incarnation, Reach reach) {

  /** Two targets may select the same pod at different ports. */
  Key key() {
    return new Key(target, incarnation);
  }

  /** What identifies it while it and its containers live. */
  record Key(String target, String incarnation) {}

  /** Whether there is a way to it. */
  sealed interface Reach {
    /** It is called there. */
    record At(PodAddress address) implements Reach {}

    /** It is not called, and a person finds out why in the status. */
    record Nowhere(String code, String message) implements Reach {}
  }
}
