package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When caches are filled before somebody asks. */
@ApiRecord
public record Warm(
    boolean afterFlush, @Nullable OnPodStart onPodStart, @OmitEmpty List<WarmSchedule> schedules) {
  static final Warm NONE = new Warm(false, null, List.of());

  public Warm {
    schedules = Absent.asEmpty(schedules);
  }

  /** What a pod fills before it takes its first request. */
  @ApiRecord
  public record OnPodStart(
      Boolean enabled, @OmitEmpty List<String> caches, Integer deadlineSeconds) {
    public OnPodStart {
      enabled = requireNonNullElse(enabled, true);
      caches = Absent.asEmpty(caches);
      deadlineSeconds = requireNonNullElse(deadlineSeconds, 60);
    }
  }
}
