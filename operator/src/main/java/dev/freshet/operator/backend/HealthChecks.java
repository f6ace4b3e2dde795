package dev.freshet.operator.backend;

import dev.freshet.operator.redis.CommandTimes;
import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.redis.RedisHealth;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** One probe for each backend that can be asked. */
final class HealthChecks implements AutoCloseable {
  /** Bounds what hostile servers together can make us hold; each check is bounded in time. */
  private static final int AT_ONCE = 128;

  private final RedisHealth health;
  private final Consumer<ResourceID> news;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<ResourceID, HealthProbe> probes = new HashMap<>();

  /** The consumer hears of each backend whose Redis answered something else than before. */
  HealthChecks(RedisHealth health, Consumer<ResourceID> news) {
    this.health = health;
    this.news = news;
  }

  /** What the probe for exactly this plan has learnt; it begins now if there is none. */
  synchronized Optional<RedisCheck> latest(
      ResourceID backend, HealthProbe.Plan plan, CommandTimes times) {
    var probe = probes.get(backend);
    if (probe == null || !probe.plan().equals(plan)) {
      forget(backend);
      probe = new HealthProbe(plan, health, times, places, () -> news.accept(backend));
      probes.put(backend, probe);
      probe.start();
    }
    return probe.told();
  }

  /** Nobody asks any more. */
  synchronized void forget(ResourceID backend) {
    var probe = probes.remove(backend);
    if (probe != null) {
      probe.close();
    }
  }

  @Override
  public synchronized void close() {
    probes.values().forEach(HealthProbe::close);
    probes.clear();
  }
}
