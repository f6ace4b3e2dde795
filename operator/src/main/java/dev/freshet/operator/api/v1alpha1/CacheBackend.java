package dev.freshet.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Where Redis is, and what may be done to it: the boundary that the platform team draws. */
@Group("freshet.dev")
@Version("v1alpha1")
@Kind("CacheBackend")
@Singular("cachebackend")
@Plural("cachebackends")
@ShortNames("cbe")
public final class CacheBackend extends CustomResource<CacheBackendSpec, CacheBackendStatus>
    implements Namespaced {
  @Override
  protected @Nullable CacheBackendSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable CacheBackendStatus initStatus() {
    return null;
  }
}
