package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Where entries live: in the shared Redis, or in the memory of each process. */
@JsonDeserialize(using = WordReader.class)
public enum Layer {
  @JsonProperty("Redis")
  REDIS,
  @JsonProperty("Local")
  LOCAL,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
