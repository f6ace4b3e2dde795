package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.Keyspace;
import dev.freshet.operator.api.v1alpha1.Tenancy;
import dev.freshet.operator.api.v1alpha1.TenantCharset;
import dev.freshet.operator.keys.KeyPrefix;
import dev.freshet.operator.keys.KeyRoots;
import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.keys.ProtectedKeys;
import dev.freshet.operator.keys.Separator;
import dev.freshet.operator.keys.TenantNames;
import dev.freshet.operator.status.Reason;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the prefix keeps tenants apart, and whether its other words mean something. */
final class KeyspaceRules {
  private static final String PREFIX = "spec.keyspace.prefix";

  private KeyspaceRules() {}

  static List<Problem> problems(Keyspace keyspace) {
    var problems = new ArrayList<Problem>();
    prefixProblem(keyspace).ifPresent(problems::add);
    zoneProblem(keyspace.timeZone(), "spec.keyspace.timeZone").ifPresent(problems::add);
    if (keyspace.tenants() != null) {
      problems.addAll(
          tenantProblems(keyspace, keyspace.tenants().names(), "spec.keyspace.tenants.names"));
    }
    return problems;
  }

  /** Where the keys of this keyspace begin, if its prefix can be read. */
  static Optional<KeyRoots> roots(Keyspace keyspace) {
    return Separator.of(keyspace.separator())
        .flatMap(separator -> KeyPrefix.parse(keyspace.prefix(), separator).toOptional())
        .map(prefix -> new KeyRoots(prefix, keyspace.epoch(), names(keyspace)));
  }

  /** Every name that no tenant of this keyspace can have. */
  static List<Problem> tenantProblems(Keyspace keyspace, List<String> tenants, String path) {
    var problems = new ArrayList<Problem>();
    Separator.of(keyspace.separator())
        .ifPresent(
            separator -> {
              for (int i = 0; i < tenants.size(); i++) {
                if (!names(keyspace).accepts(tenants.get(i), separator)) {
                  problems.add(
                      new Problem(
                          Reason.INVALID_SPEC,
                          path + "[" + i + "]",
                          "no tenant can be called %s; use %s"
                              .formatted(
                                  new Quoted(tenants.get(i)), allowed(keyspace, separator))));
                }
              }
            });
    return problems;
  }

  /** Java knows zones such as GMT+2 that no other client does. */
  static Optional<Problem> zoneProblem(String zone, String path) {
    return ZoneId.getAvailableZoneIds().contains(zone)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Reason.INVALID_SPEC,
                path,
                "there is no time zone %s; use a name of the IANA database, such as Europe/Berlin or UTC"
                    .formatted(new Quoted(zone))));
  }

  private static Optional<Problem> prefixProblem(Keyspace keyspace) {
    var separator = Separator.of(keyspace.separator());
    if (separator.isEmpty()) {
      return Optional.of(
          new Problem(
              Reason.INVALID_SPEC,
              "spec.keyspace.separator",
              "%s is no separator; use one of : | / # ."
                  .formatted(new Quoted(keyspace.separator()))));
    }
    return switch (KeyPrefix.parse(keyspace.prefix(), separator.get())) {
      case Malformed<KeyPrefix>(int position, String message) ->
          invalidPrefix(keyspace, ", character %d: %s".formatted(position, message));
      case Valid<KeyPrefix>(KeyPrefix prefix) -> tenancyProblem(keyspace, prefix);
    };
  }

  private static Optional<Problem> tenancyProblem(Keyspace keyspace, KeyPrefix prefix) {
    boolean needsTenant = keyspace.tenancy() == Tenancy.PREFIX;
    if (needsTenant && !prefix.hasTenant()) {
      return invalidPrefix(
          keyspace,
          keyspace.prefix().contains("{tenant}")
              ? " has {tenant} in doubled braces, which is text, so all tenants would share their"
                  + " keys; write {tenant}, or {{{tenant}}} for a tenant in braces"
              : " has no {tenant}, so all tenants would share their keys; add {tenant} and the"
                  + " separator, or write tenancy: None");
    }
    if (!needsTenant && prefix.hasTenant()) {
      return invalidPrefix(
          keyspace, " has {tenant} but tenancy is None; remove it, or write tenancy: Prefix");
    }
    if (keyspace.prefix().startsWith(ProtectedKeys.OWN)) {
      return invalidPrefix(
          keyspace,
          " begins with \"freshet:\", and such keys are never flushed; choose another prefix");
    }
    return Optional.empty();
  }

  private static Optional<Problem> invalidPrefix(Keyspace keyspace, String what) {
    return Optional.of(
        new Problem(Reason.INVALID_SPEC, PREFIX, new Quoted(keyspace.prefix()) + what));
  }

  private static TenantNames names(Keyspace keyspace) {
    return keyspace.tenantCharset() == TenantCharset.TOKEN
        ? TenantNames.TOKEN
        : TenantNames.DNS_LABEL;
  }

  private static String allowed(Keyspace keyspace, Separator separator) {
    if (keyspace.tenantCharset() != TenantCharset.TOKEN) {
      return "at most 63 lower-case letters, digits and inner hyphens, or write tenantCharset:"
          + " Token";
    }
    return separator == Separator.DOT
        ? "at most 63 letters, digits, _ and -; the dot is the separator"
        : "at most 63 letters, digits, _ . and -";
  }
}
