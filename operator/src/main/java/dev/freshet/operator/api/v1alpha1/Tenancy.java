package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Whether keys carry the tenant they belong to. */
@JsonDeserialize(using = WordReader.class)
public enum Tenancy {
  @JsonProperty("Prefix")
  PREFIX,
  @JsonProperty("None")
  NONE,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
