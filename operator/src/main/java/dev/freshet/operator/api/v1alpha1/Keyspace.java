package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all keys of a policy have in common. */
@ApiRecord
public record Keyspace(
    String prefix,
    String epoch,
    String separator,
    Tenancy tenancy,
    TenantCharset tenantCharset,
    String timeZone,
    @Nullable Tenants tenants) {
  public Keyspace {
    epoch = requireNonNullElse(epoch, "1");
    separator = requireNonNullElse(separator, ":");
    tenancy = requireNonNullElse(tenancy, Tenancy.PREFIX);
    tenantCharset = requireNonNullElse(tenantCharset, TenantCharset.DNS_LABEL);
    timeZone = requireNonNullElse(timeZone, "UTC");
  }

  /** Who the tenants are: named here, or listed in a ConfigMap, one a line. */
  @ApiRecord
  public record Tenants(@OmitEmpty List<String> names, @Nullable ConfigMapKeyRef configMapKeyRef) {
    public Tenants {
      names = Absent.asEmpty(names);
    }
  }
}
