package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.WarmSchedule;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;

/** Whether what is to be warmed can be, for whom, and when. */
final class WarmRules {
  private final CachePolicySpec spec;
  private final DeclaredCaches caches;
  private final List<Problem> problems = new ArrayList<>();

  private WarmRules(CachePolicySpec spec, DeclaredCaches caches) {
    this.spec = spec;
    this.caches = caches;
  }

  static List<Problem> problems(CachePolicySpec spec, DeclaredCaches caches) {
    var rules = new WarmRules(spec, caches);
    var onPodStart = spec.warm().onPodStart();
    if (onPodStart != null) {
      rules.holdCaches(onPodStart.caches(), "spec.warm.onPodStart.caches");
    }
    var schedules = spec.warm().schedules();
    for (int i = 0; i < schedules.size(); i++) {
      rules.hold(schedules.get(i), "spec.warm.schedules[%d]".formatted(i));
    }
    return rules.problems;
  }

  private void hold(WarmSchedule schedule, String path) {
    holdCaches(schedule.caches(), path + ".caches");
    KeyspaceRules.zoneProblem(schedule.timeZone(), path + ".timeZone").ifPresent(problems::add);
    var tenants = schedule.tenants();
    if (tenants == null) {
      return;
    }
    problems.addAll(
        KeyspaceRules.tenantProblems(spec.keyspace(), tenants.names(), path + ".tenants.names"));
    if (tenants.all() && spec.keyspace().tenants() == null) {
      problems.add(
          new Problem(
              Reason.TENANTS_UNKNOWN,
              path + ".tenants.all",
              "nothing says who all tenants are; list them in keyspace.tenants, or name some"
                  + " here"));
    }
  }

  private void holdCaches(List<String> names, String path) {
    for (int i = 0; i < names.size(); i++) {
      var where = "%s[%d]".formatted(path, i);
      var cache = caches.byName().get(names.get(i));
      if (cache == null) {
        problems.add(DeclaredCaches.unknown(names.get(i), where));
      } else if (cache.isForFrontEndsOnly()) {
        problems.add(
            new Problem(
                Reason.INVALID_SPEC,
                where,
                "cache %s has no keys, so there is nothing to fill; leave it out"
                    .formatted(new Quoted(names.get(i)))));
      } else if (!cache.spec().enabled()) {
        problems.add(
            new Problem(
                Reason.INVALID_SPEC,
                where,
                "cache %s is not enabled, so nothing may be put into it; leave it out, or enable it"
                    .formatted(new Quoted(names.get(i)))));
      }
    }
  }
}
