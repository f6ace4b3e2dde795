package dev.freshet.operator.policy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.operator.api.v1alpha1.Cache;
import dev.freshet.operator.api.v1alpha1.CacheDefaults;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Compression;
import dev.freshet.operator.api.v1alpha1.Durations;
import dev.freshet.operator.api.v1alpha1.Invalidation;
import dev.freshet.operator.api.v1alpha1.InvalidationAction;
import dev.freshet.operator.api.v1alpha1.Keyspace;
import dev.freshet.operator.api.v1alpha1.Model;
import dev.freshet.operator.api.v1alpha1.ModelEvent;
import dev.freshet.operator.api.v1alpha1.Serving;
import dev.freshet.operator.api.v1alpha1.Tenancy;
import dev.freshet.operator.api.v1alpha1.TenantCharset;
import dev.freshet.operator.api.v1alpha1.TtlTier;
import dev.freshet.operator.api.v1alpha1.Warm;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the document with {@code "schema": 1}; {@code contract/endpoint-v1.yaml} describes
 * it for its readers. A component here is a field there.
 *
 * <p>This rendering never changes. A field more, one less or another default gives every policy of
 * every cluster another revision on the day of an upgrade; it needs a schema 2 beside this one.
 * Every field is always written: a reader has no defaults of its own to get wrong.
 *
 * @param bus whether processes tell each other what became old, over the Redis they share
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DocumentSchema1(
    int schema,
    boolean bus,
    Map<String, Family> caches,
    KeyRules keyspace,
    Map<String, List<Change>> models,
    Serving serving,
    Map<String, Lifetime> tiers,
    Warming warm) {
  /** A writer of our own: no setting of anybody else's mapper may ever move a byte. */
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer();

  /** As {@code ttlTiers[].jitterPercent} where it is absent. */
  private static final int JITTER_PERCENT = 10;

  record KeyRules(
      String epoch,
      String prefix,
      String separator,
      Tenancy tenancy,
      TenantCharset tenantCharset,
      String timeZone) {
    static KeyRules of(Keyspace keyspace) {
      return new KeyRules(
          keyspace.epoch(),
          keyspace.prefix(),
          keyspace.separator(),
          keyspace.tenancy(),
          keyspace.tenantCharset(),
          keyspace.timeZone());
    }
  }

  /** How long an entry lives, whether a tier says so or the cache itself. */
  record Lifetime(
      @Nullable BigDecimal earlyRefreshBeta,
      int jitterPercent,
      long localTtlMillis,
      long staleForMillis,
      long ttlMillis) {
    static Lifetime of(TtlTier tier) {
      long ttl = millis(tier.ttl());
      return new Lifetime(
          number(tier.earlyRefreshBeta()),
          tier.jitterPercent(),
          tier.localTtl() == null ? ttl : millis(tier.localTtl()),
          tier.staleFor() == null ? 0 : millis(tier.staleFor()),
          ttl);
    }

    /** A cache with a {@code ttl} of its own lives like a tier that says no more than that. */
    static Lifetime of(String ttl) {
      return of(new TtlTier("", ttl, JITTER_PERCENT, null, null, null));
    }

    private static long millis(String duration) {
      return Durations.parse(duration).toMillis();
    }

    /** "1.0" and "1" are one number, and one revision. */
    private static @Nullable BigDecimal number(@Nullable String text) {
      return text == null ? null : new BigDecimal(text).stripTrailingZeros();
    }
  }

  /** One cache. Its lifetime is written out, so that nobody has to look for its tier. */
  record Family(
      List<List<String>> clientKeys,
      Compression compression,
      List<String> dependsOn,
      boolean enabled,
      List<String> keys,
      @Nullable Lifetime lifetime,
      LocalCopies local,
      boolean singleFlight,
      List<String> tags,
      @Nullable String tier,
      @Nullable String versionKey) {
    static Family of(Cache cache, CachePolicySpec spec, Map<String, Lifetime> tiers) {
      var tier = tierOf(cache, spec.defaults());
      return new Family(
          cache.clientKeys(),
          cache.compression(),
          sorted(cache.dependsOn()),
          cache.enabled(),
          sorted(cache.keys()),
          tier == null ? ownLifetime(cache) : tiers.get(tier),
          LocalCopies.of(cache.local()),
          spec.defaults().singleFlight(),
          sorted(cache.tags()),
          tier,
          cache.versionKey());
    }

    /** Without keys there are no entries that could live by a tier. */
    private static @Nullable String tierOf(Cache cache, CacheDefaults defaults) {
      if (cache.keys().isEmpty() || cache.ttl() != null) {
        return null;
      }
      return cache.tier() == null ? defaults.tier() : cache.tier();
    }

    private static @Nullable Lifetime ownLifetime(Cache cache) {
      return cache.keys().isEmpty() || cache.ttl() == null ? null : Lifetime.of(cache.ttl());
    }
  }

  /** What each process keeps in its own memory. */
  record LocalCopies(boolean enabled, @Nullable Integer maxEntries) {
    static LocalCopies of(Cache.@Nullable Local local) {
      return local == null
          ? new LocalCopies(false, null)
          : new LocalCopies(local.enabled(), local.maxEntries());
    }
  }

  /** What a change of a model makes old: a cache, or names that only front ends know. */
  record Change(
      @Nullable InvalidationAction action,
      Map<String, String> bind,
      @Nullable String cache,
      List<List<String>> clientKeys,
      List<ModelEvent> events,
      @Nullable String field,
      List<String> whenChanged) {
    static Change of(Invalidation invalidation) {
      return new Change(
          invalidation.cache() == null ? null : invalidation.action(),
          new TreeMap<>(invalidation.bind()),
          invalidation.cache(),
          invalidation.clientKeys(),
          sorted(invalidation.events()),
          invalidation.field(),
          sorted(invalidation.whenChanged()));
    }
  }

  /** What a pod does by itself; runs by schedule or after a flush are ordered by the operator. */
  record Warming(PodStart onPodStart) {}

  /**
   * @param caches null means all that the app knows how to warm
   */
  record PodStart(@Nullable List<String> caches, int deadlineSeconds, boolean enabled) {
    static PodStart of(Warm.@Nullable OnPodStart onPodStart) {
      return onPodStart == null
          ? new PodStart(null, 60, false)
          : new PodStart(
              onPodStart.caches().isEmpty() ? null : sorted(onPodStart.caches()),
              onPodStart.deadlineSeconds(),
              onPodStart.enabled());
    }
  }

  static DocumentSchema1 of(CachePolicySpec spec) {
    var tiers = byName(spec.ttlTiers(), TtlTier::name, Lifetime::of);
    return new DocumentSchema1(
        1,
        spec.backendRef() != null,
        byName(spec.caches(), Cache::name, cache -> Family.of(cache, spec, tiers)),
        KeyRules.of(spec.keyspace()),
        byName(
            spec.models(),
            Model::name,
            model -> model.invalidates().stream().map(Change::of).toList()),
        spec.serving(),
        tiers,
        new Warming(PodStart.of(spec.warm().onPodStart())));
  }

  /** Keys sorted, UTF-8, no white space. */
  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of text and numbers can be written as JSON", e);
    }
  }

  /** Lists of named things are maps here: their order in the spec means nothing. */
  private static <T, R> Map<String, R> byName(
      List<T> items, Function<T, String> name, Function<T, R> content) {
    return items.stream().collect(toMap(name, content, (first, second) -> first, TreeMap::new));
  }

  /** Of what is a set in the API the order means nothing either. */
  private static <T extends Comparable<? super T>> List<T> sorted(Collection<T> items) {
    return items.stream().sorted().toList();
  }
}
