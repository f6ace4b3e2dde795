package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How a document reaches the pods of a target. */
@JsonDeserialize(using = WordReader.class)
public enum Delivery {
  @JsonProperty("Push")
  PUSH,
  @JsonProperty("ConfigMap")
  CONFIG_MAP,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
