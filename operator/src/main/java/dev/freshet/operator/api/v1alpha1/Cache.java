package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family of keys with one lifetime, or, without keys, something that only front ends cache. */
@ApiRecord
public record Cache(
    String name,
    @OmitEmpty List<String> keys,
    @OmitEmpty List<String> tags,
    @Nullable String tier,
    @Nullable String ttl,
    @OmitEmpty List<String> dependsOn,
    @Nullable Local local,
    Compression compression,
    @OmitEmpty List<List<String>> clientKeys,
    @Nullable String versionKey,
    Boolean enabled) {
  public Cache {
    keys = Absent.asEmpty(keys);
    tags = Absent.asEmpty(tags);
    dependsOn = Absent.asEmpty(dependsOn);
    compression = requireNonNullElse(compression, Compression.NONE);
    clientKeys = Absent.asEmpty(clientKeys).stream().map(List::copyOf).toList();
    enabled = requireNonNullElse(enabled, true);
  }

  /** What each process keeps of the family in its own memory. */
  @ApiRecord
  public record Local(Boolean enabled, @Nullable Integer maxEntries) {
    public Local {
      enabled = requireNonNullElse(enabled, true);
    }
  }
}
