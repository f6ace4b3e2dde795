package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the framework look at a policy again: at once, or soon, so that many reasons become one
 * look. It also hears of policies that come, change and go, which may concern others.
 */
final class Wakeups extends SimpleInboundEventSource<CachePolicy>
    implements ResourceEventAware<CachePolicy>, AutoCloseable {
  /** Long enough to gather the answers of many pods, short enough for nobody to notice. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final Set<ResourceID> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("wakeups").factory());

  private final Consumer<CachePolicy> changed;
  private final Consumer<CachePolicy> deleted;

  Wakeups(Consumer<CachePolicy> changed, Consumer<CachePolicy> deleted) {
    super("wakeups");
    this.changed = changed;
    this.deleted = deleted;
  }

  @Override
  public void onResourceCreated(CachePolicy policy) {
    changed.accept(policy);
  }

  @Override
  public void onResourceUpdated(CachePolicy policy, CachePolicy before) {
    if (!policy.getMetadata().getGeneration().equals(before.getMetadata().getGeneration())) {
      changed.accept(policy);
    }
  }

  @Override
  public void onResourceDeleted(CachePolicy policy) {
    deleted.accept(policy);
  }

  void now(ResourceID policy) {
    propagateEvent(policy);
  }

  void soon(ResourceID policy) {
    if (waiting.add(policy)) {
      try {
        var _ =
            timer.schedule(
                () -> {
                  waiting.remove(policy);
                  propagateEvent(policy);
                },
                SOON.toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        waiting.remove(policy);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
