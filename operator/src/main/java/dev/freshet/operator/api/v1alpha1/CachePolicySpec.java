package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the author of a policy writes. */
@ApiRecord
public record CachePolicySpec(
    @Nullable String displayVersion,
    boolean suspend,
    Serving serving,
    @Nullable ObjectRef backendRef,
    @OmitEmpty List<Target> targets,
    String resyncInterval,
    Rollout rollout,
    Keyspace keyspace,
    @OmitEmpty List<TtlTier> ttlTiers,
    CacheDefaults defaults,
    @OmitEmpty List<Cache> caches,
    @OmitEmpty List<Model> models,
    Warm warm) {
  public CachePolicySpec {
    serving = requireNonNullElse(serving, Serving.ENABLED);
    targets = Absent.asEmpty(targets);
    resyncInterval = requireNonNullElse(resyncInterval, "5m");
    rollout = requireNonNullElse(rollout, Rollout.DEFAULT);
    ttlTiers = Absent.asEmpty(ttlTiers);
    defaults = requireNonNullElse(defaults, CacheDefaults.NONE);
    caches = Absent.asEmpty(caches);
    models = Absent.asEmpty(models);
    warm = requireNonNullElse(warm, Warm.NONE);
  }
}
