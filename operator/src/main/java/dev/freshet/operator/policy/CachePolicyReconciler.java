package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.endpoint.PodEndpoint;
import dev.freshet.operator.references.Owner;
import dev.freshet.operator.references.References;
import dev.freshet.operator.runtime.EventRecorder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings each CachePolicy to its pods and says, honestly, how far it is. */
@ControllerConfiguration(name = CachePolicyReconciler.NAME)
public final class CachePolicyReconciler implements Reconciler<CachePolicy>, AutoCloseable {
  /** The controller's name, also the field manager of the status. */
  public static final String NAME = "cachepolicy";

  private static final Duration UNTIL_READ = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final References references;
  private final AddressRules rules;
  private final String podSelector;
  private final Clock clock;
  private final Wakeups wakeups = new Wakeups(this::changed, this::deleted);
  private final Rollouts rollouts;
  private final StatusPace pace = new StatusPace();
  private final PolicyPublisher publisher;
  private final PolicyStory story;
  private @Nullable PolicySources sources;

  public CachePolicyReconciler(
      KubernetesClient client,
      PodEndpoint endpoint,
      References references,
      AddressRules rules,
      String podSelector,
      EventRecorder events,
      MeterRegistry registry,
      Clock clock) {
    this.client = client;
    this.references = references;
    this.rules = rules;
    this.podSelector = podSelector;
    this.clock = clock;
    this.rollouts = new Rollouts(endpoint, clock, new PolicyMetrics(registry, clock), wakeups);
    this.publisher = new PolicyPublisher(client);
    this.story = new PolicyStory(events);
    references.onChange("CachePolicy", owner -> wakeups.now(id(owner)));
  }

  @Override
  public List<EventSource<?, CachePolicy>> prepareEventSources(
      EventSourceContext<CachePolicy> context) {
    sources = new PolicySources(context, podSelector, rollouts::knows);
    var all = new ArrayList<>(sources.all());
    all.add(wakeups);
    return all;
  }

  @Override
  public UpdateControl<CachePolicy> reconcile(CachePolicy cached, Context<CachePolicy> context) {
    var policy = freshest(cached);
    if (policy.getSpec().suspend()) {
      return suspended(policy);
    }
    var around = gather(policy);
    return switch (PolicyAcceptance.of(policy, around, rules)) {
      case PolicyAcceptance.Undecided() ->
          UpdateControl.<CachePolicy>noUpdate().rescheduleAfter(UNTIL_READ);
      case PolicyAcceptance.Accepted(var document) ->
          bringAbout(policy, around, Assignments.of(policy, around, document), Optional.empty());
      case PolicyAcceptance.Refused(var problem) ->
          bringAbout(
              policy,
              around,
              Assignments.ofLastGood(policy, around, rollouts.last(id(policy), uid(policy))),
              Optional.of(problem));
    };
  }

  @Override
  public void close() {
    rollouts.stop();
    wakeups.close();
  }

  // The cache may lag behind the API server: a pod says that it runs something newer, or changes
  // come out of the watch one by one that were made, and undone, a while ago. What is about to be
  // pushed for the first time is worth one look at the truth.
  private CachePolicy freshest(CachePolicy cached) {
    var mayBringNews =
        !cached.getSpec().targets().isEmpty()
            && !rollouts.took(id(cached), cached.getMetadata().getGeneration());
    if (!mayBringNews && !rollouts.outdated(id(cached))) {
      return cached;
    }
    var read = client.resource(cached).get();
    return read != null && read.getMetadata().getGeneration() > cached.getMetadata().getGeneration()
        ? read
        : cached;
  }

  private PolicySurroundings gather(CachePolicy policy) {
    var known = Objects.requireNonNull(sources);
    references.retain(Owner.of(policy), PolicyReferences.namedBy(policy));
    var named = PolicyReferences.of(policy, references::lookup);
    var pods = known.podsOf(policy.getMetadata().getNamespace());
    var ref = policy.getSpec().backendRef();
    return new PolicySurroundings(
        pods,
        known.peersOf(policy),
        ref == null
            ? Optional.empty()
            : known.backend(policy.getMetadata().getNamespace(), ref.name()),
        named,
        PolicyTargets.of(policy.getSpec().targets(), pods, named.trusts(), rules),
        known.published(policy));
  }

  private UpdateControl<CachePolicy> bringAbout(
      CachePolicy policy,
      PolicySurroundings around,
      Assignment assignment,
      Optional<Problem> refusal) {
    var view = rollouts.advance(id(policy), policy.getMetadata().getGeneration(), assignment);
    var health =
        new PolicyHealth(
            refusal,
            policy.getSpec().backendRef() == null
                ? Optional.empty()
                : around.backend().map(BackendHealth::of),
            !policy.getSpec().targets().isEmpty(),
            view,
            around.targets().viaConfigMap());
    var published = refusal.isPresent() || publisher.publish(policy, around.published(), view);
    var next = CachePolicyStatuses.next(policy, health, refusal.isEmpty(), clock.instant());
    var again =
        health
            .untilChange(clock.instant())
            .filter(change -> change.compareTo(view.untilNext()) < 0)
            .orElse(view.untilNext());
    return write(
        policy, next, view, around.references().commands(), published ? again : UNTIL_READ);
  }

  private UpdateControl<CachePolicy> suspended(CachePolicy policy) {
    rollouts.forget(id(policy));
    var next = CachePolicyStatuses.suspended(policy, clock.instant());
    return next.equals(policy.getStatus())
        ? UpdateControl.noUpdate()
        : UpdateControl.patchStatus(withStatus(policy, next));
  }

  private UpdateControl<CachePolicy> write(
      CachePolicy policy,
      CachePolicyStatus next,
      RolloutView view,
      List<String> commands,
      Duration again) {
    if (next.equals(policy.getStatus())) {
      return UpdateControl.<CachePolicy>noUpdate().rescheduleAfter(again);
    }
    var now = clock.instant();
    var wait = pace.untilDue(uid(policy), view, now);
    if (!wait.isZero()) {
      return UpdateControl.<CachePolicy>noUpdate()
          .rescheduleAfter(wait.compareTo(again) < 0 ? wait : again);
    }
    pace.written(uid(policy), now);
    story.tell(policy, next, view, commands);
    return UpdateControl.patchStatus(withStatus(policy, next)).rescheduleAfter(again);
  }

  /** Nothing but the status and what says whose it is: the rest belongs to the user. */
  private static CachePolicy withStatus(CachePolicy policy, CachePolicyStatus status) {
    var patch = new CachePolicy();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(policy.getMetadata().getNamespace())
            .withName(policy.getMetadata().getName())
            .withUid(policy.getMetadata().getUid())
            .build());
    patch.setStatus(status);
    return patch;
  }

  // Who was kept from a pod by another policy may have it now, or the other way round.
  private void changed(CachePolicy policy) {
    var known = sources;
    if (known != null) {
      known.rivalsOf(policy).forEach(rival -> wakeups.now(id(rival)));
    }
  }

  private void deleted(CachePolicy policy) {
    rollouts.forget(id(policy));
    pace.forget(uid(policy));
    references.release(Owner.of(policy));
    changed(policy);
  }

  private static ResourceID id(CachePolicy policy) {
    return ResourceID.fromResource(policy);
  }

  private static ResourceID id(Owner owner) {
    return new ResourceID(owner.name(), owner.namespace());
  }

  private static String uid(CachePolicy policy) {
    return policy.getMetadata().getUid();
  }
}
