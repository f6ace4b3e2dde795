package dev.freshet.operator.policy;

import static java.util.stream.Collectors.joining;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Guardrails;
import dev.freshet.operator.keys.KeyRoots;
import dev.freshet.operator.keys.ProtectedKeys;
import dev.freshet.operator.policy.DeclaredCaches.Placed;
import dev.freshet.operator.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the policy's keys lie where somebody may flush them. */
final class GuardrailRules {
  private static final int MOST_SHOWN = 3;

  private GuardrailRules() {}

  /** A key and the text that all keys of its template begin with. */
  private record Start(Placed key, String text) {
    boolean isWithin(List<String> prefixes) {
      return prefixes.stream().anyMatch(text::startsWith);
    }
  }

  static List<Problem> problems(
      CachePolicySpec spec, DeclaredCaches caches, Optional<Guardrails> guardrails) {
    var starts =
        KeyspaceRules.roots(spec.keyspace()).map(roots -> starts(roots, caches)).orElse(List.of());
    // Without a list nothing may be flushed, which the backend says of each flush.
    var allowed = guardrails.map(Guardrails::allowedKeyPrefixes).orElse(List.of());
    var outside =
        allowed.isEmpty()
            ? List.<Start>of()
            : starts.stream().filter(start -> !start.isWithin(allowed)).toList();
    return Stream.concat(reserved(spec, starts), outside(starts, outside, allowed)).toList();
  }

  private static List<Start> starts(KeyRoots roots, DeclaredCaches caches) {
    var everyTenant = roots.everyTenant();
    return caches.byName().values().stream()
        .flatMap(cache -> Stream.concat(cache.keys().stream(), cache.versionKey().stream()))
        .map(key -> new Start(key, everyTenant.pattern(key.template(), Map.of()).literalStart()))
        .toList();
  }

  /** With an empty prefix it is the keys that must stay away from Freshet's own. */
  private static Stream<Problem> reserved(CachePolicySpec spec, List<Start> starts) {
    return spec.keyspace().prefix().startsWith(ProtectedKeys.OWN)
        ? Stream.empty()
        : starts.stream()
            .filter(start -> start.isWithin(List.of(ProtectedKeys.OWN)))
            .map(
                start ->
                    new Problem(
                        Reason.INVALID_SPEC,
                        start.key().path(),
                        "%s begins with \"freshet:\", and such keys are never flushed; choose another name"
                            .formatted(new Quoted(start.text()))));
  }

  /** Where all keys are outside it is the prefix that is wrong, and it is said once. */
  private static Stream<Problem> outside(
      List<Start> starts, List<Start> outside, List<String> allowed) {
    return outside.size() == starts.size()
        ? outside.stream().limit(1).map(start -> outside("spec.keyspace.prefix", start, allowed))
        : outside.stream().map(start -> outside(start.key().path(), start, allowed));
  }

  private static Problem outside(String path, Start start, List<String> allowed) {
    return new Problem(
        Reason.PREFIX_NOT_ALLOWED,
        path,
        "keys begin with %s, and the backend allows only %s; change them, or have its allowedKeyPrefixes extended"
            .formatted(
                new Quoted(start.text()),
                allowed.stream()
                        .limit(MOST_SHOWN)
                        .map(prefix -> new Quoted(prefix).toString())
                        .collect(joining(", "))
                    + (allowed.size() > MOST_SHOWN ? " and others" : "")));
  }
}
