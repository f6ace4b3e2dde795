package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What happened to an object of a model. */
@JsonDeserialize(using = WordReader.class)
public enum ModelEvent {
  @JsonProperty("Create")
  CREATE,
  @JsonProperty("Update")
  UPDATE,
  @JsonProperty("Delete")
  DELETE,
  @JsonProperty("ManyToMany")
  MANY_TO_MANY,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
