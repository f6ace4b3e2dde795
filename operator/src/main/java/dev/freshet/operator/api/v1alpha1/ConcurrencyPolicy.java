package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What happens when a schedule is due while its last run is not done. */
@JsonDeserialize(using = WordReader.class)
public enum ConcurrencyPolicy {
  @JsonProperty("Forbid")
  FORBID,
  @JsonProperty("Allow")
  ALLOW,
  @JsonProperty("Replace")
  REPLACE,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
