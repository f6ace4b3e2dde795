package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Guardrails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong with a spec that the API server has accepted: all that its rules can't afford to
 * look at, such as cycles, names that lead nowhere, and templates.
 *
 * <p>Each problem says where it is, what is wrong and what to do. They come in the order of the
 * spec, so that the first one, which the condition shows, is also the first one a reader meets.
 */
final class PolicyRules {
  private PolicyRules() {}

  /**
   * @param guardrails those of the policy's backend; none without one
   */
  static List<Problem> problems(CachePolicySpec spec, Optional<Guardrails> guardrails) {
    var unknownWords = UnknownWords.in(spec);
    if (!unknownWords.isEmpty()) {
      // By a word that we can't read nothing else can be judged.
      return unknownWords;
    }
    var caches = DeclaredCaches.of(spec);
    return Stream.of(
            KeyspaceRules.problems(spec.keyspace()),
            LifetimeRules.problems(spec),
            caches.problems(),
            CacheRules.problems(caches),
            DependencyRules.problems(spec.caches()),
            ModelRules.problems(spec, caches),
            WarmRules.problems(spec, caches),
            GuardrailRules.problems(spec, caches, guardrails))
        .flatMap(List::stream)
        .toList();
  }
}
