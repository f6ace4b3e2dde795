package dev.freshet.operator.backend;

import dev.freshet.operator.redis.CommandTimes;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What dashboards see of backends: a few series for each. */
final class BackendMetrics {
  private static final String PREFIX = "freshet.backend.";

  private final MeterRegistry registry;
  private final Map<ResourceID, Boolean> up = new ConcurrentHashMap<>();

  BackendMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void show(ResourceID backend, boolean ready) {
    if (up.put(backend, ready) == null) {
      Gauge.builder(PREFIX + "up", () -> up.getOrDefault(backend, false) ? 1 : 0)
          .description("Whether the Redis of a CacheBackend answers as its spec says")
          .tags(tags(backend))
          .register(registry);
    }
  }

  CommandTimes commandTimes(ResourceID backend) {
    return (command, time) ->
        registry
            .timer(PREFIX + "command.duration", tags(backend).and("command", command))
            .record(time);
  }

  /** Series of a backend that is gone would be shown for ever. */
  void forget(ResourceID backend) {
    up.remove(backend);
    var tags = tags(backend).stream().toList();
    registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith(PREFIX))
        .filter(meter -> meter.getId().getTags().containsAll(tags))
        .forEach(registry::remove);
  }

  private static Tags tags(ResourceID backend) {
    return Tags.of("namespace", backend.getNamespace().orElse(""), "backend", backend.getName());
  }
}
