package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** A lifetime that caches share by name. */
@ApiRecord
public record TtlTier(
    String name,
    String ttl,
    Integer jitterPercent,
    @Nullable String staleFor,
    @Nullable String localTtl,
    @Nullable String earlyRefreshBeta) {
  public TtlTier {
    jitterPercent = requireNonNullElse(jitterPercent, 10);
  }
}
