package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How values are stored in Redis. */
@JsonDeserialize(using = WordReader.class)
public enum Compression {
  @JsonProperty("None")
  NONE,
  @JsonProperty("Gzip")
  GZIP,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
