package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a flush removed, where, and which pods did not confirm. */
@ApiRecord
public record CacheFlushStatus(
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
    @OmitEmpty List<String> resolvedPatterns,
    @Nullable RedisCounts redis,
    @Nullable PodCounts pods,
    @Nullable String podsDone,
    @OmitEmpty List<FailedPod> failedPods,
    @OmitEmpty List<TenantCount> tenants,
    @OmitEmpty List<String> sampleKeys,
    @OmitEmpty List<Condition> conditions) {
  public CacheFlushStatus {
    observedGeneration = requireNonNullElse(observedGeneration, -1L);
    resolvedPatterns = Absent.asEmpty(resolvedPatterns);
    failedPods = Absent.asEmpty(failedPods);
    tenants = Absent.asEmpty(tenants);
    sampleKeys = Absent.asEmpty(sampleKeys);
    conditions = Absent.asEmpty(conditions);
  }

  /** What became of the keys in Redis. */
  @ApiRecord
  public record RedisCounts(
      int nodesTotal,
      int nodesDone,
      long scanned,
      long matched,
      long removed,
      @JsonProperty("protected") long protectedKeys,
      long secondPassRemoved) {}

  /** What became of the entries in the pods' own memory. */
  @ApiRecord
  public record PodCounts(int total, int done, int failed, int skipped, long entriesEvicted) {}

  /** How many entries of one tenant were removed. */
  @ApiRecord
  public record TenantCount(String name, long removed) {}
}
