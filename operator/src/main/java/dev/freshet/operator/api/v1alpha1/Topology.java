package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How the servers of a backend form one Redis. */
@JsonDeserialize(using = WordReader.class)
public enum Topology {
  @JsonProperty("Standalone")
  STANDALONE,
  @JsonProperty("Sentinel")
  SENTINEL,
  @JsonProperty("Cluster")
  CLUSTER,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
