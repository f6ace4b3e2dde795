package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a data change does to the entries it makes old. */
@JsonDeserialize(using = WordReader.class)
public enum InvalidationAction {
  @JsonProperty("Delete")
  DELETE,
  @JsonProperty("Expire")
  EXPIRE,
  @JsonProperty("BumpVersion")
  BUMP_VERSION,
  @JsonProperty("Refresh")
  REFRESH,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
