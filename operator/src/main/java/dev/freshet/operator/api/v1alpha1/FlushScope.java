package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;

/**
 * Which entries. Caches, models, tags, keys and key patterns are a union; tenants and parameters
 * narrow it.
 */
@ApiRecord
public record FlushScope(
    @OmitEmpty List<String> tenants,
    boolean allTenants,
    @OmitEmpty List<String> caches,
    @OmitEmpty List<String> models,
    @OmitEmpty List<String> tags,
    @OmitEmpty List<String> keys,
    @OmitEmpty List<String> keyPatterns,
    @OmitEmpty Map<String, String> parameters,
    Boolean includeDependents) {
  static final FlushScope NOTHING =
      new FlushScope(
          List.of(), false, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), true);

  public FlushScope {
    tenants = Absent.asEmpty(tenants);
    caches = Absent.asEmpty(caches);
    models = Absent.asEmpty(models);
    tags = Absent.asEmpty(tags);
    keys = Absent.asEmpty(keys);
    keyPatterns = Absent.asEmpty(keyPatterns);
    parameters = Absent.asEmpty(parameters);
    includeDependents = requireNonNullElse(includeDependents, true);
  }
}
