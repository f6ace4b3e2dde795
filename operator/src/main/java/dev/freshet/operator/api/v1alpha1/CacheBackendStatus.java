package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether Redis answers, and what it says it is. */
@ApiRecord
public record CacheBackendStatus(
    Long observedGeneration, @Nullable Server server, @OmitEmpty List<Condition> conditions) {
  public CacheBackendStatus {
    observedGeneration = requireNonNullElse(observedGeneration, -1L);
    conditions = Absent.asEmpty(conditions);
  }

  /** What the server's own INFO says. */
  @ApiRecord
  public record Server(
      @Nullable String software,
      @Nullable String version,
      @Nullable Topology topology,
      @Nullable Integer primaries,
      @Nullable String maxmemoryPolicy) {}
}
