package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.status.Reason;
import java.util.Optional;

/** Whether the policy as it stands can be brought to pods. */
sealed interface PolicyAcceptance {
  /** It can: this is what they get. */
  record Accepted(Document document) implements PolicyAcceptance {}

  /** A person has to change something first; pods keep the last good document. */
  record Refused(Problem problem) implements PolicyAcceptance {}

  /** Something that it names has not been read yet; nothing is said until it has. */
  record Undecided() implements PolicyAcceptance {}

  static PolicyAcceptance of(CachePolicy policy, PolicySurroundings around, AddressRules rules) {
    var problem =
        specProblem(policy, around)
            .or(() -> around.references().problems().stream().findFirst())
            .or(() -> targetProblem(around))
            .or(
                () ->
                    PolicyConflicts.of(
                        policy, around.targets(), around.peers(), around.pods(), rules))
            .or(() -> configMapProblem(around));
    if (problem.isPresent()) {
      return new Refused(problem.get());
    }
    if (around.references().pending()) {
      return new Undecided();
    }
    return switch (PolicyDocument.render(policy.getSpec())) {
      case PolicyDocument.Rendered(var document) -> new Accepted(document);
      case PolicyDocument.TooLarge(var tooLarge) -> new Refused(tooLarge);
    };
  }

  private static Optional<Problem> specProblem(CachePolicy policy, PolicySurroundings around) {
    var ref = policy.getSpec().backendRef();
    if (ref != null && around.backend().isEmpty()) {
      return Optional.of(
          new Problem(
              Reason.BACKEND_NOT_FOUND,
              "spec.backendRef.name",
              "there is no CacheBackend \"%s\" in this namespace; create it or name another"
                  .formatted(ref.name())));
    }
    var guardrails = around.backend().map(backend -> backend.getSpec().guardrails());
    return PolicyRules.problems(policy.getSpec(), guardrails).stream().findFirst();
  }

  private static Optional<Problem> targetProblem(PolicySurroundings around) {
    return around
        .targets()
        .twice()
        .map(
            twice ->
                new Problem(
                    Reason.DUPLICATE_TARGET,
                    "spec.targets",
                    "\"%s\" and \"%s\" both reach pod %s at the same port and path; change a selector, port or path"
                        .formatted(twice.first(), twice.second(), twice.pod())));
  }

  private static Optional<Problem> configMapProblem(PolicySurroundings around) {
    return around.published() instanceof PublishedDocument.Foreign(var name)
        ? Optional.of(
            new Problem(
                Reason.CONFIG_MAP_NOT_OWNED,
                "metadata.name",
                "the ConfigMap \"%s\", where the document belongs, is somebody else's; rename it or this policy"
                    .formatted(name)))
        : Optional.empty();
  }
}
