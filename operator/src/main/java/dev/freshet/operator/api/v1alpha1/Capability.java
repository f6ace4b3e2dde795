package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a pod is asked to do. */
@JsonDeserialize(using = WordReader.class)
public enum Capability {
  @JsonProperty("Config")
  CONFIG,
  @JsonProperty("Local")
  LOCAL,
  @JsonProperty("Warm")
  WARM,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
