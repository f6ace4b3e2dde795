package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Which bytes the name of a tenant may consist of. */
@JsonDeserialize(using = WordReader.class)
public enum TenantCharset {
  @JsonProperty("DNSLabel")
  DNS_LABEL,
  @JsonProperty("Token")
  TOKEN,
  /** A word of a newer version of the API; never to be taken for one of the others. */
  UNKNOWN
}
