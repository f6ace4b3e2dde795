package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Guardrails;
import java.util.List;
import java.util.Optional;

final class PolicyRules {
  private PolicyRules() {}

  static List<Problem> problems(CachePolicySpec spec, Optional<Guardrails> guardrails) {
    return List.of();
  }
}
