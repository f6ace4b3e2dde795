package dev.freshet.operator.backend;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.function.Consumer;

/** Wakes the reconciler for what Kubernetes doesn't tell it, and says when a backend is gone. */
final class BackendWakeups extends SimpleInboundEventSource<CacheBackend>
    implements ResourceEventAware<CacheBackend> {
  private final Consumer<CacheBackend> deleted;

  BackendWakeups(Consumer<CacheBackend> deleted) {
    super("backend-wakeups");
    this.deleted = deleted;
  }

  @Override
  public void onResourceDeleted(CacheBackend backend) {
    deleted.accept(backend);
  }
}
