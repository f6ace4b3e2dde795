package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Whether applications serve from their caches. */
@JsonDeserialize(using = WordReader.class)
public enum Serving {
  @JsonProperty("Enabled")
  ENABLED,
  @JsonProperty("Bypass")
  BYPASS,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
