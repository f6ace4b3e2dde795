package dev.freshet.operator.policy;

import static java.util.function.UnaryOperator.identity;
import static java.util.stream.Collectors.toMap;

import dev.freshet.operator.api.v1alpha1.Cache;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether {@code dependsOn} names caches that are there, and comes to an end. */
final class DependencyRules {
  private final List<Cache> caches;
  private final Map<String, Cache> byName;

  /** The way that is being followed, from a cache to what it is built from. */
  private final List<String> way = new ArrayList<>();

  /** Caches from which every way is known to end. */
  private final Set<String> ending = new HashSet<>();

  private DependencyRules(List<Cache> caches) {
    this.caches = caches;
    this.byName = caches.stream().collect(toMap(Cache::name, identity(), (first, _) -> first));
  }

  static List<Problem> problems(List<Cache> caches) {
    var rules = new DependencyRules(caches);
    var problems = new ArrayList<>(rules.unknownCaches());
    rules.firstCycle().ifPresent(problems::add);
    return problems;
  }

  private List<Problem> unknownCaches() {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < caches.size(); i++) {
      var dependencies = caches.get(i).dependsOn();
      for (int k = 0; k < dependencies.size(); k++) {
        if (!byName.containsKey(dependencies.get(k))) {
          problems.add(
              DeclaredCaches.unknown(
                  dependencies.get(k), "spec.caches[%d].dependsOn[%d]".formatted(i, k)));
        }
      }
    }
    return problems;
  }

  private Optional<Problem> firstCycle() {
    for (int i = 0; i < caches.size(); i++) {
      var cycle = cycleFrom(caches.get(i).name());
      if (cycle.isPresent()) {
        return Optional.of(problem(cycle.get()));
      }
    }
    return Optional.empty();
  }

  /** At most 128 deep, as there are caches. */
  private Optional<List<String>> cycleFrom(String name) {
    if (ending.contains(name) || !byName.containsKey(name)) {
      return Optional.empty();
    }
    int met = way.indexOf(name);
    if (met >= 0) {
      var cycle = new ArrayList<>(way.subList(met, way.size()));
      cycle.add(name);
      return Optional.of(cycle);
    }
    way.addLast(name);
    for (var dependency : byName.get(name).dependsOn()) {
      var cycle = cycleFrom(dependency);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    way.removeLast();
    ending.add(name);
    return Optional.empty();
  }

  private Problem problem(List<String> cycle) {
    int index = caches.indexOf(byName.get(cycle.getFirst()));
    return new Problem(
        Reason.DEPENDENCY_CYCLE,
        "spec.caches[%d].dependsOn".formatted(index),
        "%s never ends; remove one of these dependencies".formatted(shown(cycle)));
  }

  /** A long cycle is shown by its two ends. */
  private static String shown(List<String> cycle) {
    return cycle.size() <= 6
        ? String.join(" -> ", cycle)
        : "%s -> ... (%d more) -> %s"
            .formatted(
                String.join(" -> ", cycle.subList(0, 3)),
                cycle.size() - 5,
                String.join(" -> ", cycle.subList(cycle.size() - 2, cycle.size())));
  }
}
