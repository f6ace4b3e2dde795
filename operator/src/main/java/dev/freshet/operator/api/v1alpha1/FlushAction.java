package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How a flush makes entries old. */
@JsonDeserialize(using = WordReader.class)
public enum FlushAction {
  @JsonProperty("Delete")
  DELETE,
  @JsonProperty("Expire")
  EXPIRE,
  @JsonProperty("BumpVersion")
  BUMP_VERSION,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
