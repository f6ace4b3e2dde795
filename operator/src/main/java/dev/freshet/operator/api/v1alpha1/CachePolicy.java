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

/** What an application caches, for how long, what makes it old, and which pods are told. */
@Group("freshet.dev")
@Version("v1alpha1")
@Kind("CachePolicy")
@Singular("cachepolicy")
@Plural("cachepolicies")
@ShortNames("cpol")
public final class CachePolicy extends CustomResource<CachePolicySpec, CachePolicyStatus>
    implements Namespaced {
  @Override
  protected @Nullable CachePolicySpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable CachePolicyStatus initStatus() {
    return null;
  }
}
