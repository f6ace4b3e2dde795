package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Where a warm run runs: one pod fills Redis, each pod fills its own memory. */
@JsonDeserialize(using = WordReader.class)
public enum RunOn {
  @JsonProperty("OnePod")
  ONE_POD,
  @JsonProperty("EachPod")
  EACH_POD,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
