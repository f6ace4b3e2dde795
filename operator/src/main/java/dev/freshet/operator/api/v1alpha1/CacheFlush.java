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

/** Removes entries from Redis and from every pod, once. */
@Group("freshet.dev")
@Version("v1alpha1")
@Kind("CacheFlush")
@Singular("cacheflush")
@Plural("cacheflushes")
@ShortNames("cfl")
public final class CacheFlush extends CustomResource<CacheFlushSpec, CacheFlushStatus>
    implements Namespaced {
  @Override
  protected @Nullable CacheFlushSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable CacheFlushStatus initStatus() {
    return null;
  }
}
