package dev.freshet.operator.policy;

import static java.util.Comparator.comparing;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.status.Reason;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two policies that want the same process: the older one keeps it. */
final class PolicyConflicts {
  private static final Comparator<CachePolicy> AGE =
      comparing((CachePolicy policy) -> policy.getMetadata().getCreationTimestamp())
          .thenComparing(policy -> policy.getMetadata().getName());

  private PolicyConflicts() {}

  /** An older policy of the same namespace that already serves one of these pods. */
  static Optional<Problem> of(
      CachePolicy policy,
      PolicyTargets targets,
      Collection<CachePolicy> peers,
      List<AppPod> pods,
      AddressRules rules) {
    var mine = new HashSet<>(targets.listeners());
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    return peers.stream()
        .filter(peer -> AGE.compare(peer, policy) < 0)
        .sorted(AGE)
        .filter(
            peer ->
                PolicyTargets.of(peer.getSpec().targets(), pods, Map.of(), rules)
                    .listeners()
                    .stream()
                    .anyMatch(mine::contains))
        .findFirst()
        .map(PolicyConflicts::problem);
  }

  private static Problem problem(CachePolicy older) {
    return new Problem(
        Reason.CONFLICTED,
        "spec.targets",
        "the older policy \"%s\" already serves one of these pods at the same port and path; change a selector, or delete one of the two"
            .formatted(older.getMetadata().getName()));
  }
}
