package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.Delivery;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.PrimaryToSecondaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The objects around policies, from the framework's caches, and which policies look again when one
 * of them changes.
 */
final class PolicySources {
  // The relations are read from the specs at each look and not from an index of the framework: a
  // policy may select pods that were there before it.
  private static final PrimaryToSecondaryMapper<CachePolicy> READ_FROM_SPEC = policy -> Set.of();

  private final IndexerResourceCache<CachePolicy> policies;
  private final KubernetesClient client;
  private final List<InformerEventSource<Pod, CachePolicy>> pods;
  private final InformerEventSource<CacheBackend, CachePolicy> backends;
  private final InformerEventSource<ConfigMap, CachePolicy> configMaps;

  /**
   * @param podSelector narrows which pods are seen at all; empty for none
   * @param knows whether a policy has to do with a pod of that name, whatever its labels are now
   */
  PolicySources(
      EventSourceContext<CachePolicy> context,
      String podSelector,
      BiPredicate<ResourceID, String> knows) {
    this.policies = context.getPrimaryCache();
    this.client = context.getClient();
    this.pods = podSources(context, podSelector, knows);
    this.backends = backendSource(context);
    this.configMaps = configMapSource(context);
  }

  List<EventSource<?, CachePolicy>> all() {
    var all = new ArrayList<EventSource<?, CachePolicy>>(pods);
    all.add(backends);
    all.add(configMaps);
    return all;
  }

  List<AppPod> podsOf(String namespace) {
    return pods.stream()
        .flatMap(source -> source.byIndex(Cache.NAMESPACE_INDEX, namespace).stream())
        .map(AppPod::of)
        .toList();
  }

  Optional<CacheBackend> backend(String namespace, String name) {
    return backends.get(new ResourceID(name, namespace));
  }

  /** All policies of the namespace but this one. */
  List<CachePolicy> peersOf(CachePolicy policy) {
    return policies.byIndex(Cache.NAMESPACE_INDEX, policy.getMetadata().getNamespace()).stream()
        .filter(peer -> !peer.getMetadata().getName().equals(policy.getMetadata().getName()))
        .toList();
  }

  /** Policies that it may keep from a pod, or that kept it from one until now. */
  List<CachePolicy> rivalsOf(CachePolicy policy) {
    if (!pods.stream().allMatch(InformerEventSource::isRunning)) {
      return List.of(); // The operator is starting: every policy is looked at anyway.
    }
    if (policy.getSpec().targets().stream().noneMatch(t -> t.via() == Delivery.PUSH)) {
      return List.of();
    }
    var pods =
        podsOf(policy.getMetadata().getNamespace()).stream()
            .filter(pod -> selects(policy, pod.labels()))
            .toList();
    return peersOf(policy).stream()
        .filter(
            peer ->
                Conditions.hasReason(
                        CachePolicyStatuses.previous(peer).conditions(),
                        ConditionType.ACCEPTED,
                        Reason.CONFLICTED)
                    || pods.stream().anyMatch(pod -> selects(peer, pod.labels())))
        .toList();
  }

  /**
   * What stands in the policy's ConfigMap; asked for where the cache, which sees ours only, is
   * silent.
   */
  PublishedDocument published(CachePolicy policy) {
    var namespace = policy.getMetadata().getNamespace();
    var name = PublishedDocument.nameFor(policy);
    return configMaps
        .get(new ResourceID(name, namespace))
        .or(
            () ->
                Optional.ofNullable(
                    client.configMaps().inNamespace(namespace).withName(name).get()))
        .map(configMap -> PublishedDocument.read(configMap, policy))
        .orElseGet(PublishedDocument.Absent::new);
  }

  // One source for each namespace where only some are watched, because each informer empties its
  // store of what it did not list itself.
  private List<InformerEventSource<Pod, CachePolicy>> podSources(
      EventSourceContext<CachePolicy> context,
      String podSelector,
      BiPredicate<ResourceID, String> knows) {
    return context
        .getControllerConfiguration()
        .getInformerConfig()
        .getEffectiveNamespaces(context.getControllerConfiguration())
        .stream()
        .sorted()
        .map(namespace -> podSource(context, namespace, podSelector, knows))
        .toList();
  }

  private InformerEventSource<Pod, CachePolicy> podSource(
      EventSourceContext<CachePolicy> context,
      String namespace,
      String podSelector,
      BiPredicate<ResourceID, String> knows) {
    var configuration =
        InformerEventSourceConfiguration.from(Pod.class, CachePolicy.class)
            .withName(
                namespace.equals(Constants.WATCH_ALL_NAMESPACES) ? "pods" : "pods-" + namespace)
            .withNamespaces(Set.of(namespace))
            .withItemStore(new TransformingItemStore<>(TrimmedPod::of))
            .withOnUpdateFilter((now, before) -> !AppPod.of(now).equals(AppPod.of(before)))
            .withPrimaryToSecondaryMapper(READ_FROM_SPEC)
            .withSecondaryToPrimaryMapper(pod -> selecting(pod, knows));
    if (!podSelector.isEmpty()) {
      configuration.withLabelSelector(podSelector);
    }
    return new InformerEventSource<>(configuration.build(), context);
  }

  private Set<ResourceID> selecting(Pod pod, BiPredicate<ResourceID, String> knows) {
    var metadata = pod.getMetadata();
    var labels = Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of());
    return policies.byIndex(Cache.NAMESPACE_INDEX, metadata.getNamespace()).stream()
        .filter(
            policy ->
                knows.test(ResourceID.fromResource(policy), metadata.getName())
                    || selects(policy, labels))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean selects(CachePolicy policy, Map<String, String> labels) {
    return policy.getSpec().targets().stream()
        .anyMatch(target -> PodSelector.matches(target.selector(), labels));
  }

  private InformerEventSource<CacheBackend, CachePolicy> backendSource(
      EventSourceContext<CachePolicy> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(CacheBackend.class, CachePolicy.class)
            .withName("backends")
            .withNamespacesInheritedFromController()
            .withPrimaryToSecondaryMapper(READ_FROM_SPEC)
            .withSecondaryToPrimaryMapper(this::naming)
            .build(),
        context);
  }

  private Set<ResourceID> naming(CacheBackend backend) {
    return policies.byIndex(Cache.NAMESPACE_INDEX, backend.getMetadata().getNamespace()).stream()
        .filter(policy -> names(policy, backend))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean names(CachePolicy policy, CacheBackend backend) {
    var ref = policy.getSpec().backendRef();
    return ref != null && ref.name().equals(backend.getMetadata().getName());
  }

  private static InformerEventSource<ConfigMap, CachePolicy> configMapSource(
      EventSourceContext<CachePolicy> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(ConfigMap.class, CachePolicy.class)
            .withName("documents")
            .withNamespacesInheritedFromController()
            .withLabelSelector(PublishedDocument.LABEL + "=" + PublishedDocument.LABEL_VALUE)
            .build(),
        context);
  }
}
