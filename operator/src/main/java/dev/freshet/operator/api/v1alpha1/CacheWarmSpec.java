package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** What to fill, and where. */
@ApiRecord
public record CacheWarmSpec(
    ObjectRef policyRef,
    WarmScope scope,
    RunOn runOn,
    boolean force,
    boolean dryRun,
    Integer maxConcurrent,
    Integer activeDeadlineSeconds,
    Integer backoffLimit,
    boolean suspend,
    @Nullable Integer ttlSecondsAfterFinished,
    @Nullable String runToken,
    @Nullable String requestedBy,
    @Nullable String reason) {
  public CacheWarmSpec {
    scope = requireNonNullElse(scope, WarmScope.NOTHING);
    runOn = requireNonNullElse(runOn, RunOn.ONE_POD);
    maxConcurrent = requireNonNullElse(maxConcurrent, 1);
    activeDeadlineSeconds = requireNonNullElse(activeDeadlineSeconds, 600);
    backoffLimit = requireNonNullElse(backoffLimit, 3);
  }
}
