package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Whether a pod or node that failed makes the run a failure. */
@JsonDeserialize(using = WordReader.class)
public enum FailurePolicy {
  @JsonProperty("Strict")
  STRICT,
  @JsonProperty("BestEffort")
  BEST_EFFORT,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
