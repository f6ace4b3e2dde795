package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.endpoint.PolicyStamp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What dashboards see of policies: a handful of series for each, none of them by pod. */
final class PolicyMetrics {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<String, Gauges> byUid = new ConcurrentHashMap<>();

  PolicyMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  void pushed(PolicyStamp policy, ConfigAnswer answer, Duration duration) {
    var tags = tags(policy.namespace(), policy.name());
    registry.counter("freshet.policy.push", tags.and("result", result(answer))).increment();
    registry.timer("freshet.policy.push.duration", tags).record(duration);
  }

  /** From the change of the spec to the last acknowledgement. */
  void converged(PolicyStamp policy, Duration duration) {
    registry
        .timer("freshet.policy.convergence", tags(policy.namespace(), policy.name()))
        .record(duration);
  }

  void show(RolloutView view) {
    byUid.computeIfAbsent(
                view.assignment().stamp().uid(), uid -> new Gauges(view.assignment().stamp()))
            .view =
        view;
  }

  /** Series of a policy that is gone would be shown for ever. */
  void forget(String uid, String namespace, String name) {
    var gauges = byUid.remove(uid);
    if (gauges != null) {
      gauges.meters.forEach(registry::remove);
      var tags = tags(namespace, name);
      registry.getMeters().stream()
          .filter(meter -> meter.getId().getName().startsWith("freshet.policy."))
          .filter(meter -> meter.getId().getTags().containsAll(tags.stream().toList()))
          .forEach(registry::remove);
    }
  }

  private static Tags tags(String namespace, String name) {
    return Tags.of("namespace", namespace, "policy", name);
  }

  private static String result(ConfigAnswer answer) {
    return switch (answer) {
      case ConfigAnswer.Acknowledged ignored -> "acknowledged";
      case ConfigAnswer.Partial ignored -> "partial";
      case ConfigAnswer.Stale ignored -> "stale";
      case ConfigAnswer.Rejected ignored -> "rejected";
      case ConfigAnswer.Lied ignored -> "lied";
      case CallFailure.Unauthorized ignored -> "unauthorized";
      case CallFailure.Unsupported ignored -> "unsupported";
      case CallFailure.Unreachable ignored -> "unreachable";
    };
  }

  private final class Gauges {
    private volatile @Nullable RolloutView view;
    private final List<Meter> meters = new ArrayList<>();

    Gauges(PolicyStamp policy) {
      var tags = tags(policy.namespace(), policy.name());
      meters.add(pods("applied", null, tags));
      meters.add(pods("pending", PodState.PENDING, tags));
      meters.add(pods("rejected", PodState.REJECTED, tags));
      meters.add(pods("unreachable", PodState.UNREACHABLE, tags));
      meters.add(
          Gauge.builder("freshet.policy.oldest.unapplied", this::oldestUnapplied)
              .baseUnit("seconds")
              .tags(tags)
              .register(registry));
    }

    private Gauge pods(String state, @Nullable PodState counted, Tags tags) {
      return Gauge.builder("freshet.policy.pods", () -> count(counted))
          .tags(tags.and("state", state))
          .register(registry);
    }

    private long count(@Nullable PodState state) {
      var now = view;
      return now == null
          ? 0
          : now.pods().stream()
              .filter(pod -> pod.state(now.assignment().revision()).orElse(null) == state)
              .count();
    }

    private double oldestUnapplied() {
      var now = view;
      if (now == null) {
        return 0;
      }
      return now.pods().stream()
          .filter(pod -> !now.isApplied(pod))
          .map(pod -> later(pod.firstSeen(), now.startedAt()))
          .mapToDouble(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
          .max()
          .orElse(0);
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }
}
