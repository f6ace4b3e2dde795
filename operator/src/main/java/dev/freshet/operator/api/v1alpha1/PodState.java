package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How far a pod is that does not run the revision yet. */
@JsonDeserialize(using = WordReader.class)
public enum PodState {
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Rejected")
  REJECTED,
  @JsonProperty("Unreachable")
  UNREACHABLE,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
