package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How a pod is spoken to. */
@JsonDeserialize(using = WordReader.class)
public enum Scheme {
  @JsonProperty("HTTP")
  HTTP,
  @JsonProperty("HTTPS")
  HTTPS,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
