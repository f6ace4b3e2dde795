package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says about a policy. Counts are of pods unless they say otherwise. */
@ApiRecord
public record CachePolicyStatus(
    Long observedGeneration,
    @Nullable String displayVersion,
    @Nullable String revision,
    @Nullable String previousRevision,
    @Nullable String applied,
    @Nullable RolloutCounts rollout,
    @OmitEmpty List<LaggingPod> pods,
    boolean podsTruncated,
    @Nullable ResolvedCounts resolved,
    @OmitEmpty List<WarmResult> warm,
    @OmitEmpty List<RecentFlush> recentFlushes,
    @OmitEmpty List<Condition> conditions) {
  public CachePolicyStatus {
    observedGeneration = requireNonNullElse(observedGeneration, -1L);
    pods = Absent.asEmpty(pods);
    warm = Absent.asEmpty(warm);
    recentFlushes = Absent.asEmpty(recentFlushes);
    conditions = Absent.asEmpty(conditions);
  }

  /** How far the revision has spread. */
  @ApiRecord
  public record RolloutCounts(
      int matched, int applied, int pending, int rejected, int unreachable, int viaConfigMap) {}

  /** A pod that does not run the revision, why not, and what it runs instead. */
  @ApiRecord
  public record LaggingPod(
      String target,
      String name,
      PodState state,
      @Nullable String appliedRevision,
      int attempts,
      @Nullable String code,
      @Nullable String message) {}

  /** What the policy was understood to hold. */
  @ApiRecord
  public record ResolvedCounts(int caches, int keys, int models, int dependencies) {}

  /** The latest run of one warm schedule. */
  @ApiRecord
  public record WarmResult(
      String name,
      @Nullable String lastScheduleTime,
      @Nullable String lastSuccessfulTime,
      @Nullable String nextScheduleTime,
      @Nullable RunPhase lastResult,
      int active,
      long itemsWarmed,
      @Nullable String message) {}

  /** One of the last flushes of this policy, for people to read. */
  @ApiRecord
  public record RecentFlush(String name, RunPhase phase, long removed, String finishedAt) {}
}
