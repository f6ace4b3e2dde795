package dev.freshet.operator.backend;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import dev.freshet.operator.api.v1alpha1.Durations;
import dev.freshet.operator.redis.RedisHealth;
import dev.freshet.operator.redis.RedisTarget;
import dev.freshet.operator.references.Owner;
import dev.freshet.operator.references.References;
import dev.freshet.operator.runtime.EventRecorder;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Says of each CacheBackend whether its Redis answers. */
@ControllerConfiguration(name = CacheBackendReconciler.NAME)
public final class CacheBackendReconciler implements Reconciler<CacheBackend>, AutoCloseable {
  /** The controller's name, also the field manager of the status. */
  public static final String NAME = "cachebackend";

  private final References references;
  private final Clock clock;
  private final BackendWakeups wakeups = new BackendWakeups(this::forget);
  private final HealthChecks checks;
  private final BackendMetrics metrics;
  private final BackendStory story;

  public CacheBackendReconciler(
      References references,
      RedisHealth health,
      EventRecorder events,
      MeterRegistry registry,
      Clock clock) {
    this.references = references;
    this.clock = clock;
    this.checks = new HealthChecks(health, wakeups::propagateEvent);
    this.metrics = new BackendMetrics(registry);
    this.story = new BackendStory(events);
    references.onChange("CacheBackend", owner -> wakeups.propagateEvent(id(owner)));
  }

  @Override
  public List<EventSource<?, CacheBackend>> prepareEventSources(
      EventSourceContext<CacheBackend> context) {
    return List.of(wakeups);
  }

  @Override
  public UpdateControl<CacheBackend> reconcile(
      CacheBackend backend, Context<CacheBackend> context) {
    references.retain(Owner.of(backend), BackendReferences.namedBy(backend));
    var seen = observe(backend);
    if (context.eventSourceRetriever().getControllerEventSource().get(id(backend)).isEmpty()) {
      // Deleted a moment ago: what we began just now would never end.
      forget(backend);
      return UpdateControl.noUpdate();
    }
    return seen.map(known -> write(backend, known)).orElseGet(UpdateControl::noUpdate);
  }

  @Override
  public void close() {
    checks.close();
  }

  /** Empty while nothing is known: whoever learns something wakes us. */
  private Optional<Observation> observe(CacheBackend backend) {
    return switch (BackendReferences.read(backend, references::lookup)) {
      case BackendSources.Complete(var target) -> ask(backend, target);
      case BackendSources.Lacking(var why) -> {
        checks.forget(id(backend));
        yield Optional.of(why);
      }
      case BackendSources.Unknown() -> Optional.empty();
    };
  }

  private Optional<Observation> ask(CacheBackend backend, RedisTarget target) {
    var interval = Durations.parse(backend.getSpec().healthCheckInterval());
    return checks
        .latest(
            id(backend), new HealthProbe.Plan(target, interval), metrics.commandTimes(id(backend)))
        .map(Observation.Checked::new);
  }

  private UpdateControl<CacheBackend> write(CacheBackend backend, Observation seen) {
    var next = CacheBackendStatuses.next(backend, seen, clock.instant());
    metrics.show(id(backend), Conditions.isTrue(next.conditions(), ConditionType.READY));
    if (next.equals(backend.getStatus())) {
      return UpdateControl.noUpdate();
    }
    story.tell(backend, next, seen);
    return UpdateControl.patchStatus(withStatus(backend, next));
  }

  /** Nothing but the status and what says whose it is: the rest belongs to the user. */
  private static CacheBackend withStatus(CacheBackend backend, CacheBackendStatus status) {
    var patch = new CacheBackend();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(backend.getMetadata().getNamespace())
            .withName(backend.getMetadata().getName())
            .withUid(backend.getMetadata().getUid())
            .build());
    patch.setStatus(status);
    return patch;
  }

  private void forget(CacheBackend backend) {
    checks.forget(id(backend));
    references.release(Owner.of(backend));
    metrics.forget(id(backend));
  }

  private static ResourceID id(CacheBackend backend) {
    return ResourceID.fromResource(backend);
  }

  private static ResourceID id(Owner owner) {
    return new ResourceID(owner.name(), owner.namespace());
  }
}
