package dev.freshet.operator.policy;

import static java.util.stream.Collectors.toSet;

import dev.freshet.operator.api.v1alpha1.Cache;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.TtlTier;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether everything that has keys has a life, and each tier that is named is there. */
final class LifetimeRules {
  private LifetimeRules() {}

  static List<Problem> problems(CachePolicySpec spec) {
    var problems = new ArrayList<Problem>();
    var tiers = spec.ttlTiers().stream().map(TtlTier::name).collect(toSet());
    requireTier(spec.defaults().tier(), tiers, "spec.defaults.tier", problems);
    for (int i = 0; i < spec.caches().size(); i++) {
      var cache = spec.caches().get(i);
      requireTier(cache.tier(), tiers, "spec.caches[%d].tier".formatted(i), problems);
      if (!cache.keys().isEmpty() && !hasLife(cache, spec)) {
        problems.add(
            new Problem(
                Reason.INVALID_SPEC,
                "spec.caches[%d]".formatted(i),
                "nothing says how long the entries of %s live; give it tier or ttl, or set defaults.tier"
                    .formatted(new Quoted(cache.name()))));
      }
    }
    return problems;
  }

  private static boolean hasLife(Cache cache, CachePolicySpec spec) {
    return cache.tier() != null || cache.ttl() != null || spec.defaults().tier() != null;
  }

  private static void requireTier(
      @Nullable String tier, Set<String> tiers, String path, List<Problem> problems) {
    if (tier != null && !tiers.contains(tier)) {
      problems.add(
          new Problem(
              Reason.UNKNOWN_TIER,
              path,
              "there is no tier %s; correct the name, or add it to ttlTiers"
                  .formatted(new Quoted(tier))));
    }
  }
}
