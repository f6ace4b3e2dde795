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

/** Fills caches, once. */
@Group("freshet.dev")
@Version("v1alpha1")
@Kind("CacheWarm")
@Singular("cachewarm")
@Plural("cachewarms")
@ShortNames("cwm")
public final class CacheWarm extends CustomResource<CacheWarmSpec, CacheWarmStatus>
    implements Namespaced {
  @Override
  protected @Nullable CacheWarmSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable CacheWarmStatus initStatus() {
    return null;
  }
}
