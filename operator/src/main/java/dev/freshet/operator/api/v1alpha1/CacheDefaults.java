package dev.freshet.operator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** What holds for each cache that says nothing else. */
@ApiRecord
public record CacheDefaults(@Nullable String tier, boolean singleFlight) {
  static final CacheDefaults NONE = new CacheDefaults(null, false);
}
