package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CachePolicy;
import java.util.List;
import java.util.Optional;

/** Everything around a policy that decides what becomes of it, gathered at one moment. */
record PolicySurroundings(
    List<AppPod> pods,
    List<CachePolicy> peers,
    Optional<CacheBackend> backend,
    PolicyReferences references,
    PolicyTargets targets,
    PublishedDocument published) {}
