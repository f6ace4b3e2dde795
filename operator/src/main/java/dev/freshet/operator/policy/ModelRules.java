package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Invalidation;
import dev.freshet.operator.api.v1alpha1.InvalidationAction;
import dev.freshet.operator.api.v1alpha1.Tenancy;
import dev.freshet.operator.policy.DeclaredCaches.DeclaredCache;
import dev.freshet.operator.policy.DeclaredCaches.Placed;
import dev.freshet.operator.policy.DeclaredCaches.TemplateReader;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether what a model makes old is there, and each value comes from somewhere and goes somewhere.
 */
final class ModelRules {
  private static final String TENANT = "tenant";
  private static final String RELATED = "@related";
  private static final Pattern ATTRIBUTES =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)*");

  private final CachePolicySpec spec;
  private final DeclaredCaches caches;
  private final List<Problem> problems = new ArrayList<>();

  private ModelRules(CachePolicySpec spec, DeclaredCaches caches) {
    this.spec = spec;
    this.caches = caches;
  }

  static List<Problem> problems(CachePolicySpec spec, DeclaredCaches caches) {
    var rules = new ModelRules(spec, caches);
    for (int i = 0; i < spec.models().size(); i++) {
      var invalidations = spec.models().get(i).invalidates();
      for (int k = 0; k < invalidations.size(); k++) {
        rules.hold(invalidations.get(k), "spec.models[%d].invalidates[%d]".formatted(i, k));
      }
    }
    return rules.problems;
  }

  private void hold(Invalidation invalidation, String path) {
    invalidation.bind().forEach((name, source) -> holdSource(invalidation, name, source, path));
    var name = invalidation.cache();
    if (name == null) {
      holdClientKeys(invalidation, path);
      return;
    }
    var cache = caches.byName().get(name);
    if (cache == null) {
      problems.add(DeclaredCaches.unknown(name, path + ".cache"));
      return;
    }
    holdNames(invalidation, cache, path);
    if (invalidation.action() == InvalidationAction.BUMP_VERSION) {
      holdBump(invalidation, cache, path);
    }
  }

  private void holdSource(Invalidation invalidation, String name, String source, String path) {
    var where = path + ".bind." + name;
    if (source.equals(RELATED)) {
      if (invalidation.field() == null) {
        add(
            Reason.INVALID_SPEC,
            where,
            "\"@related\" are the objects that a ManyToMany change links; add field, and ManyToMany"
                + " to events");
      }
    } else if (!ATTRIBUTES.matcher(source).matches()) {
      add(
          Reason.INVALID_SPEC,
          where,
          "%s is no path of attributes; write one such as student.parent_id, or \"@related\""
              .formatted(new Quoted(source)));
    }
  }

  /** A value that no key has a place for is a typing error: it would make the whole cache old. */
  private void holdNames(Invalidation invalidation, DeclaredCache cache, String path) {
    var known = cache.placeholders();
    for (var name : invalidation.bind().keySet()) {
      if (name.equals(TENANT)) {
        holdTenant(path);
      } else if (isVersionOf(cache, name)) {
        add(
            Reason.INVALID_SPEC,
            path + ".bind." + name,
            "{version} of cache %s comes from its versionKey; remove it, or write action: BumpVersion"
                .formatted(new Quoted(cache.spec().name())));
      } else if (!known.contains(name) && cache.isWhollyRead()) {
        add(
            Reason.UNBOUND_PLACEHOLDER,
            path + ".bind." + name,
            "cache %s has no placeholder {%s} (%s); correct the name, or remove it"
                .formatted(new Quoted(cache.spec().name()), name, known));
      }
    }
  }

  private static boolean isVersionOf(DeclaredCache cache, String name) {
    return name.equals(CacheRules.VERSION) && cache.versionKey().isPresent();
  }

  private void holdTenant(String path) {
    if (spec.keyspace().tenancy() == Tenancy.NONE) {
      add(
          Reason.UNBOUND_PLACEHOLDER,
          path + ".bind.tenant",
          "with tenancy None no key has a tenant; remove it, or write tenancy: Prefix");
    }
  }

  private void holdBump(Invalidation invalidation, DeclaredCache cache, String path) {
    if (cache.spec().versionKey() == null) {
      add(
          Reason.INVALID_SPEC,
          path + ".action",
          "cache %s has no versionKey to bump; add one, or write another action"
              .formatted(new Quoted(cache.spec().name())));
    }
    cache
        .versionKey()
        .ifPresent(
            version -> {
              for (var name : version.template().placeholders()) {
                if (!invalidation.bind().containsKey(name) && !name.equals(CacheRules.VERSION)) {
                  add(
                      Reason.UNBOUND_PLACEHOLDER,
                      path + ".bind",
                      "BumpVersion names one key, and {%s} of %s has no value; bind it"
                          .formatted(name, new Quoted(version.template().toString())));
                }
              }
            });
  }

  private void holdClientKeys(Invalidation invalidation, String path) {
    var reader = new TemplateReader();
    var elements = reader.readClientKeys(invalidation.clientKeys(), path);
    problems.addAll(reader.problems);
    for (var element : elements) {
      for (var name : element.template().placeholders()) {
        if (!invalidation.bind().containsKey(name)) {
          add(
              Reason.UNBOUND_PLACEHOLDER,
              element.path(),
              "{%s} gets its value from nowhere; add it to bind".formatted(name));
        }
      }
    }
    if (reader.problems.isEmpty()) {
      holdNamesOf(elements, invalidation, path);
    }
  }

  private void holdNamesOf(List<Placed> elements, Invalidation invalidation, String path) {
    var known = Placeholders.of(elements);
    for (var name : invalidation.bind().keySet()) {
      if (name.equals(TENANT)) {
        holdTenant(path);
      } else if (!known.contains(name)) {
        add(
            Reason.UNBOUND_PLACEHOLDER,
            path + ".bind." + name,
            "these clientKeys have no placeholder {%s} (%s); correct the name, or remove it"
                .formatted(name, known));
      }
    }
  }

  private void add(Reason reason, String path, String message) {
    problems.add(new Problem(reason, path, message));
  }
}
