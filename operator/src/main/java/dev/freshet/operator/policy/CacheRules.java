package dev.freshet.operator.policy;

import dev.freshet.operator.policy.DeclaredCaches.DeclaredCache;
import dev.freshet.operator.policy.DeclaredCaches.Placed;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether no two caches claim the same keys, and every placeholder gets its value somewhere. */
final class CacheRules {
  /** The placeholder that the value of a version key fills. */
  static final String VERSION = "version";

  private final List<Problem> problems = new ArrayList<>();

  /** By the shape of its template, the first that claimed it. */
  private final Map<String, Claim> claims = new HashMap<>();

  private record Claim(DeclaredCache cache, Placed key) {}

  private CacheRules() {}

  static List<Problem> problems(DeclaredCaches caches) {
    var rules = new CacheRules();
    for (var cache : caches.byName().values()) {
      rules.claimKeys(cache);
      rules.holdVersion(cache);
      rules.holdClientKeys(cache);
    }
    caches.byName().values().forEach(rules::keepVersionKeyApart);
    return rules.problems;
  }

  private void claimKeys(DeclaredCache cache) {
    for (var key : cache.keys()) {
      var first = claims.putIfAbsent(key.template().shape(), new Claim(cache, key));
      if (first != null) {
        add(
            Reason.DUPLICATE_KEY,
            key.path(),
            "%s means the same keys as %s of cache %s; remove one of the two"
                .formatted(
                    quoted(key), quoted(first.key()), new Quoted(first.cache().spec().name())));
      }
    }
  }

  /** A version key that is also an entry would be overwritten by one. Two caches may share one. */
  private void keepVersionKeyApart(DeclaredCache cache) {
    cache
        .versionKey()
        .ifPresent(
            version -> {
              var claim = claims.get(version.template().shape());
              if (claim != null) {
                add(
                    Reason.DUPLICATE_KEY,
                    version.path(),
                    "%s is also a key of cache %s, whose entries would overwrite the version; choose another name"
                        .formatted(quoted(version), new Quoted(claim.cache().spec().name())));
              }
            });
  }

  private void holdVersion(DeclaredCache cache) {
    cache.versionKey().ifPresent(version -> holdVersion(cache, version));
  }

  private void holdVersion(DeclaredCache cache, Placed version) {
    if (cache.isForFrontEndsOnly()) {
      add(
          Reason.INVALID_SPEC,
          version.path(),
          "a cache without keys has no version; add keys that hold {version}, or remove"
              + " versionKey");
    }
    if (version.template().placeholders().contains(VERSION)) {
      add(
          Reason.INVALID_SPEC,
          version.path(),
          "%s holds {version}, which is its own value; name that placeholder otherwise"
              .formatted(quoted(version)));
    }
    for (var key : cache.keys()) {
      if (!key.template().placeholders().contains(VERSION)) {
        add(
            Reason.INVALID_SPEC,
            key.path(),
            "%s has no {version}, so bumping versionKey would not make it old; add {version}, or move it to a cache of its own"
                .formatted(quoted(key)));
      }
      for (var name : version.template().placeholders()) {
        if (!name.equals(VERSION) && !key.template().placeholders().contains(name)) {
          add(
              Reason.UNBOUND_PLACEHOLDER,
              version.path(),
              "{%s} is not in %s, so a reader could not know which version holds; add it there, or leave it out here"
                  .formatted(name, quoted(key)));
        }
      }
    }
  }

  private void holdClientKeys(DeclaredCache cache) {
    if (cache.isForFrontEndsOnly() || !cache.isWhollyRead()) {
      return;
    }
    var known = cache.placeholders();
    for (var element : cache.clientKeys()) {
      for (var name : element.template().placeholders()) {
        if (!known.contains(name)) {
          add(
              Reason.UNBOUND_PLACEHOLDER,
              element.path(),
              "{%s} is in no key of this cache (%s); correct the name, or give these clientKeys a cache without keys"
                  .formatted(name, known));
        }
      }
    }
  }

  private static Quoted quoted(Placed placed) {
    return new Quoted(placed.template().toString());
  }

  private void add(Reason reason, String path, String message) {
    problems.add(new Problem(reason, path, message));
  }
}
