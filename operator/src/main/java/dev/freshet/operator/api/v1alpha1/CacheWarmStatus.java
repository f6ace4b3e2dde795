package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a warm run filled, and which pods did not confirm. */
@ApiRecord
public record CacheWarmStatus(
    Long observedGeneration,
    @Nullable RunPhase phase,
    @Nullable String runId,
    @Nullable String lastRunToken,
    @Nullable String lastHandledRunAt,
    @Nullable String policyUID,
    @Nullable String policyRevision,
    int attempts,
    int queuePosition,
    @Nullable String startTime,
    @Nullable String completionTime,
    @Nullable String duration,
    @Nullable ItemCounts items,
    @Nullable String itemsDone,
    @Nullable PodCounts pods,
    @Nullable String podsDone,
    @OmitEmpty List<FailedPod> failedPods,
    @OmitEmpty List<TenantCount> tenants,
    @OmitEmpty List<Condition> conditions) {
  public CacheWarmStatus {
    observedGeneration = requireNonNullElse(observedGeneration, -1L);
    failedPods = Absent.asEmpty(failedPods);
    tenants = Absent.asEmpty(tenants);
    conditions = Absent.asEmpty(conditions);
  }

  /** How many entries are to be filled, and how far that is. */
  @ApiRecord
  public record ItemCounts(long total, long done, long failed) {}

  /** How many pods were asked, and what became of it. */
  @ApiRecord
  public record PodCounts(int total, int done, int failed, int skipped) {}

  /** How many entries of one tenant were filled. */
  @ApiRecord
  public record TenantCount(String name, long done) {}
}
