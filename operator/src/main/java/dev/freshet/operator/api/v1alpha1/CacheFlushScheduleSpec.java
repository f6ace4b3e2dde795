package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** When to flush, and what. */
@ApiRecord
public record CacheFlushScheduleSpec(
    String schedule,
    String timeZone,
    boolean suspend,
    @Nullable Integer startingDeadlineSeconds,
    int jitterSeconds,
    ConcurrencyPolicy concurrencyPolicy,
    Integer successfulFlushesHistoryLimit,
    Integer failedFlushesHistoryLimit,
    FlushTemplate flushTemplate) {
  public CacheFlushScheduleSpec {
    timeZone = requireNonNullElse(timeZone, "UTC");
    concurrencyPolicy = requireNonNullElse(concurrencyPolicy, ConcurrencyPolicy.FORBID);
    successfulFlushesHistoryLimit = requireNonNullElse(successfulFlushesHistoryLimit, 3);
    failedFlushesHistoryLimit = requireNonNullElse(failedFlushesHistoryLimit, 5);
  }
}
