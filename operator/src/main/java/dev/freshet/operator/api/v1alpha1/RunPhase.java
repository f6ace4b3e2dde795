package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How far a {@link CacheFlush} or {@link CacheWarm} is. */
@JsonDeserialize(using = WordReader.class)
public enum RunPhase {
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Queued")
  QUEUED,
  @JsonProperty("Running")
  RUNNING,
  @JsonProperty("Suspended")
  SUSPENDED,
  @JsonProperty("Succeeded")
  SUCCEEDED,
  @JsonProperty("PartiallyFailed")
  PARTIALLY_FAILED,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("Rejected")
  REJECTED,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
