package dev.freshet.operator.api.v1alpha1;

import java.util.List;

/** A data model of the application, and the caches that its changes make old. */
@ApiRecord
public record Model(String name, @OmitEmpty List<Invalidation> invalidates) {
  public Model {
    invalidates = Absent.asEmpty(invalidates);
  }
}
