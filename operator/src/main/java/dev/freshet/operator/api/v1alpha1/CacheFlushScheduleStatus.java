package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a schedule fired last, when it fires next, and what is under way. */
@ApiRecord
public record CacheFlushScheduleStatus(
    Long observedGeneration,
    @OmitEmpty List<ObjectRef> active,
    @Nullable String lastScheduleTime,
    @Nullable String lastSuccessfulTime,
    @Nullable String nextScheduleTime,
    @Nullable String lastFlushName,
    @OmitEmpty List<Condition> conditions) {
  public CacheFlushScheduleStatus {
    observedGeneration = requireNonNullElse(observedGeneration, -1L);
    active = Absent.asEmpty(active);
    conditions = Absent.asEmpty(conditions);
  }
}
