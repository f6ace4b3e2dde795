package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

/** How a new document spreads over the pods of each target. */
@ApiRecord
public record Rollout(
    int canary, Integer maxParallel, RejectionPolicy onReject, Integer progressDeadlineSeconds) {
  static final Rollout DEFAULT = new Rollout(0, 64, RejectionPolicy.HALT, 600);

  public Rollout {
    maxParallel = requireNonNullElse(maxParallel, 64);
    onReject = requireNonNullElse(onReject, RejectionPolicy.HALT);
    progressDeadlineSeconds = requireNonNullElse(progressDeadlineSeconds, 600);
  }
}
