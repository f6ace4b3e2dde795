package dev.freshet.operator.api.v1alpha1;

import java.util.List;

/** Which caches of which tenants. */
@ApiRecord
public record WarmScope(
    @OmitEmpty List<String> tenants,
    boolean allTenants,
    @OmitEmpty List<String> caches,
    @OmitEmpty List<String> tags) {
  static final WarmScope NOTHING = new WarmScope(List.of(), false, List.of(), List.of());

  public WarmScope {
    tenants = Absent.asEmpty(tenants);
    caches = Absent.asEmpty(caches);
    tags = Absent.asEmpty(tags);
  }
}
