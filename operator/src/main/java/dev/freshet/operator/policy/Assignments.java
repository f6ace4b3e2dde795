package dev.freshet.operator.policy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.Capability;
import dev.freshet.operator.api.v1alpha1.Durations;
import dev.freshet.operator.api.v1alpha1.Target;
import dev.freshet.operator.endpoint.PolicyStamp;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be brought about, from what the policy says and what is around it. Pure. */
final class Assignments {
  private Assignments() {}

  /** The policy as it stands. */
  static Assignment of(CachePolicy policy, PolicySurroundings around, Document document) {
    return assignment(policy, around, stamp(policy), document);
  }

  /**
   * The last good document: the one that pods were told to run before the spec became wrong, or,
   * after a restart of the operator, the one in the ConfigMap. New pods get it too.
   */
  static Assignment ofLastGood(
      CachePolicy policy, PolicySurroundings around, Optional<Assignment> last) {
    if (last.isPresent()) {
      return assignment(policy, around, last.get().stamp(), last.get().document());
    }
    if (around.published() instanceof PublishedDocument.Ours ours
        && ours.stamp().uid().equals(policy.getMetadata().getUid())) {
      return assignment(policy, around, ours.stamp(), ours.document().orElse(null));
    }
    return assignment(policy, around, stamp(policy), null);
  }

  private static Assignment assignment(
      CachePolicy policy,
      PolicySurroundings around,
      PolicyStamp stamp,
      @Nullable Document document) {
    var spec = policy.getSpec();
    return new Assignment(
        stamp,
        document,
        around.targets().pushed(),
        around.references().keys(),
        asked(policy),
        spec.rollout(),
        Durations.parse(spec.resyncInterval()),
        document == null ? Set.of() : CachePolicyStatuses.suspects(policy, document.revision()));
  }

  private static Map<String, Set<String>> asked(CachePolicy policy) {
    return policy.getSpec().targets().stream()
        .collect(
            toMap(
                Target::name,
                target ->
                    target.capabilities().stream()
                        .map(Assignments::word)
                        .collect(toUnmodifiableSet())));
  }

  private static String word(Capability capability) {
    return switch (capability) {
      case CONFIG -> "Config";
      case LOCAL -> "Local";
      case WARM -> "Warm";
      case UNKNOWN -> "";
    };
  }

  private static PolicyStamp stamp(CachePolicy policy) {
    var metadata = policy.getMetadata();
    return new PolicyStamp(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getCreationTimestamp(),
        metadata.getGeneration());
  }
}
