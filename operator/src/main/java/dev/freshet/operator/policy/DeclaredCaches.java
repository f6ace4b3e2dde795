package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.Cache;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.keys.KeyTemplate;
import dev.freshet.operator.keys.Parsed;
import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The caches of a spec with their templates read, each once. What can't be read is a problem here,
 * and absent for the rules that come after.
 */
record DeclaredCaches(Map<String, DeclaredCache> byName, List<Problem> problems) {

  /** A template and where it stands. */
  record Placed(KeyTemplate template, String path) {}

  /**
   * @param path where in the object, such as {@code spec.caches[2]}
   */
  record DeclaredCache(
      Cache spec,
      String path,
      List<Placed> keys,
      Optional<Placed> versionKey,
      List<Placed> clientKeys) {

    /** The names of {@code clientKeys} are all there are where front ends alone know the cache. */
    Placeholders placeholders() {
      var names = Placeholders.of(isForFrontEndsOnly() ? clientKeys : keys);
      // The value of {version} comes from the version key, and from nowhere else.
      return versionKey.isPresent() ? names.without(CacheRules.VERSION) : names;
    }

    /** A template that can't be read is said where it stands, and not held against others too. */
    boolean isWhollyRead() {
      long elements = spec.clientKeys().stream().mapToLong(List::size).sum();
      return keys.size() == spec.keys().size() && clientKeys.size() == elements;
    }

    /** Without keys of its own there is nothing in Redis and nothing in a process. */
    boolean isForFrontEndsOnly() {
      return spec.keys().isEmpty();
    }
  }

  static Problem unknown(String name, String path) {
    return new Problem(
        Reason.UNKNOWN_CACHE,
        path,
        "there is no cache %s; correct the name, or add it to caches".formatted(new Quoted(name)));
  }

  static DeclaredCaches of(CachePolicySpec spec) {
    var byName = new LinkedHashMap<String, DeclaredCache>();
    var reader = new TemplateReader();
    for (int i = 0; i < spec.caches().size(); i++) {
      var cache = spec.caches().get(i);
      byName.put(cache.name(), read(cache, "spec.caches[%d]".formatted(i), reader));
    }
    return new DeclaredCaches(byName, List.copyOf(reader.problems));
  }

  private static DeclaredCache read(Cache cache, String path, TemplateReader reader) {
    var keys = new ArrayList<Placed>();
    for (int i = 0; i < cache.keys().size(); i++) {
      reader
          .read(cache.keys().get(i), "%s.keys[%d]".formatted(path, i), KeyTemplate::parse)
          .ifPresent(keys::add);
    }
    var versionKey =
        Optional.ofNullable(cache.versionKey())
            .flatMap(text -> reader.read(text, path + ".versionKey", KeyTemplate::parseVersionKey));
    return new DeclaredCache(
        cache, path, keys, versionKey, reader.readClientKeys(cache.clientKeys(), path));
  }

  /** Reads texts, and notes where they are none. */
  static final class TemplateReader {
    final List<Problem> problems = new ArrayList<>();

    Optional<Placed> read(String text, String path, Function<String, Parsed<KeyTemplate>> parse) {
      return switch (parse.apply(text)) {
        case Valid<KeyTemplate>(KeyTemplate template) -> Optional.of(new Placed(template, path));
        case Malformed<KeyTemplate>(int position, String message) -> {
          problems.add(
              new Problem(
                  Reason.INVALID_SPEC,
                  path,
                  "%s, character %d: %s".formatted(new Quoted(text), position, message)));
          yield Optional.empty();
        }
      };
    }

    List<Placed> readClientKeys(List<List<String>> clientKeys, String path) {
      var read = new ArrayList<Placed>();
      for (int i = 0; i < clientKeys.size(); i++) {
        for (int k = 0; k < clientKeys.get(i).size(); k++) {
          read(
                  clientKeys.get(i).get(k),
                  "%s.clientKeys[%d][%d]".formatted(path, i, k),
                  KeyTemplate::parseClientKey)
              .ifPresent(read::add);
        }
      }
      return read;
    }
  }
}
