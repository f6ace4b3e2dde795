package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A warm run that comes again. */
@ApiRecord
public record WarmSchedule(
    String name,
    String schedule,
    String timeZone,
    @OmitEmpty List<String> caches,
    @Nullable Tenants tenants,
    RunOn runOn,
    boolean suspend,
    @Nullable Integer startingDeadlineSeconds,
    ConcurrencyPolicy concurrencyPolicy,
    Integer activeDeadlineSeconds,
    Integer backoffLimit,
    int jitterSeconds) {
  public WarmSchedule {
    timeZone = requireNonNullElse(timeZone, "UTC");
    caches = Absent.asEmpty(caches);
    runOn = requireNonNullElse(runOn, RunOn.ONE_POD);
    concurrencyPolicy = requireNonNullElse(concurrencyPolicy, ConcurrencyPolicy.FORBID);
    activeDeadlineSeconds = requireNonNullElse(activeDeadlineSeconds, 600);
    backoffLimit = requireNonNullElse(backoffLimit, 3);
  }

  /** Whose caches: everybody's, or those named. */
  @ApiRecord
  public record Tenants(boolean all, @OmitEmpty List<String> names, Integer maxConcurrent) {
    public Tenants {
      names = Absent.asEmpty(names);
      maxConcurrent = requireNonNullElse(maxConcurrent, 1);
    }
  }
}
