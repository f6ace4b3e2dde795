package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a rollout does when a pod refuses the document. */
@JsonDeserialize(using = WordReader.class)
public enum RejectionPolicy {
  @JsonProperty("Halt")
  HALT,
  @JsonProperty("Continue")
  CONTINUE,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
