package dev.freshet.operator.policy;

import static java.util.Objects.requireNonNull;

import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.CallSlots;
import dev.freshet.operator.endpoint.PodAddress;
import dev.freshet.operator.endpoint.PodEndpoint;
import dev.freshet.operator.endpoint.SigningKey;
import dev.freshet.operator.endpoint.StatusAnswer;
import dev.freshet.operator.policy.RolloutPlan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one policy's document to its pods. The reconciler says what is to be ({@link #advance}) as
 * often as it likes and sees how far it is; calls go on meanwhile, each pod's on its own virtual
 * thread, and each takes what is to be at its own start, so that nothing old is sent once something
 * newer is known.
 */
final class PolicyRollout {
  /** Whom to tell that something was learnt. */
  interface Listener {
    /** One more pod has answered; more will soon. */
    void heard();

    /** Nothing is under way any more. */
    void settled();
  }

  private static final Logger LOGGER = LoggerFactory.getLogger(PolicyRollout.class);

  private final PodEndpoint endpoint;
  private final CallSlots slots;
  private final Backoff backoff;
  private final Clock clock;
  private final PolicyMetrics metrics;
  private final Listener listener;

  private final Set<TargetedPod.Key> inFlight = new HashSet<>();
  private Map<TargetedPod.Key, PodProgress> pods = new LinkedHashMap<>();
  private volatile Assignment assignment;
  private RolloutPlan plan;
  private CallSlots.Lane lane;
  private Instant startedAt;
  private Instant progressedAt;
  private boolean stopped;

  PolicyRollout(
      Assignment first,
      PodEndpoint endpoint,
      CallSlots slots,
      Backoff backoff,
      Clock clock,
      PolicyMetrics metrics,
      Listener listener) {
    this.endpoint = endpoint;
    this.slots = slots;
    this.backoff = backoff;
    this.clock = clock;
    this.metrics = metrics;
    this.listener = listener;
    this.assignment = first;
    this.plan = RolloutPlan.NOTHING;
    this.lane = slots.lane(first.rollout().maxParallel());
    this.startedAt = clock.instant();
    this.progressedAt = startedAt;
  }

  /** Takes over what is to be, starts the calls whose time has come, and says how far it is. */
  synchronized RolloutView advance(Assignment next) {
    var now = clock.instant();
    adopt(next, now);
    plan = RolloutPlan.of(assignment, pods.values());
    start(due(now));
    return view(now);
  }

  /** No call is started from now on; those under way end by themselves and are not heard. */
  synchronized void stop() {
    stopped = true;
    pods = new LinkedHashMap<>();
  }

  private void adopt(Assignment next, Instant now) {
    var before = assignment;
    assignment = next;
    var changed =
        !next.revision().equals(before.revision())
            || !next.stamp().uid().equals(before.stamp().uid());
    if (changed) {
      startedAt = now;
      progressedAt = now;
    }
    if (!next.rollout().maxParallel().equals(before.rollout().maxParallel())) {
      lane = slots.lane(next.rollout().maxParallel());
    }
    var current = new LinkedHashMap<TargetedPod.Key, PodProgress>();
    for (var pod : next.pods()) {
      var known = pods.get(pod.key());
      if (known == null) {
        current.put(pod.key(), PodProgress.of(pod, now));
      } else if (changed || mayTryAgain(known, pod, before, next)) {
        current.put(pod.key(), known.at(pod).retried());
      } else {
        current.put(pod.key(), known.at(pod));
      }
    }
    pods = current;
  }

  // Another way to the pod has to be tried, and a rotated key may cure what the last call met.
  private static boolean mayTryAgain(
      PodProgress known, TargetedPod current, Assignment before, Assignment next) {
    var key = next.keys().get(current.target());
    return !known.pod().reach().equals(current.reach())
        || (known.failures() > 0
            && key != null
            && !key.equals(before.keys().get(current.target())));
  }

  private List<TargetedPod.Key> due(Instant now) {
    var due = new ArrayList<TargetedPod.Key>();
    pods.forEach(
        (key, pod) -> {
          if (!inFlight.contains(key) && plan.next(pod, assignment, now) != Step.WAIT) {
            due.add(key);
          }
        });
    return due;
  }

  private void start(List<TargetedPod.Key> due) {
    if (due.isEmpty() || stopped) {
      return;
    }
    inFlight.addAll(due);
    var free = lane;
    Thread.ofVirtual().name("rollout").start(() -> startInTurn(due, free));
  }

  private void startInTurn(List<TargetedPod.Key> due, CallSlots.Lane free) {
    for (var key : due) {
      try {
        var _ = free.start(conversation(key));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Callable<Void> conversation(TargetedPod.Key key) {
    return () -> {
      try {
        for (var call = nextCall(key); call != null; call = nextCall(key)) {
          call.run();
        }
      } catch (RuntimeException e) {
        LOGGER.atError().addKeyValue("target", key.target()).setCause(e).log("A call broke");
        var broken = new CallFailure.Unreachable("OperatorError", "see the operator's log");
        var current = assignment;
        learn(
            key,
            current,
            pod -> pod.after((StatusAnswer) broken, current, clock.instant(), backoff));
      } finally {
        ended(key);
      }
      return null;
    };
  }

  private synchronized @Nullable Runnable nextCall(TargetedPod.Key key) {
    var pod = pods.get(key);
    if (pod == null
        || stopped
        || !(pod.pod().reach() instanceof TargetedPod.Reach.At(PodAddress address))) {
      return null;
    }
    var current = assignment;
    var document = current.document();
    var signingKey = current.keys().get(pod.pod().target());
    var step = signingKey == null ? Step.WAIT : plan.next(pod, current, clock.instant());
    return switch (step) {
      case WAIT -> null;
      case ASK -> () -> ask(key, address, requireNonNull(signingKey), current);
      case PUSH ->
          () -> push(key, address, requireNonNull(signingKey), requireNonNull(document), current);
    };
  }

  private void ask(
      TargetedPod.Key key, PodAddress address, SigningKey signingKey, Assignment current) {
    var answer = endpoint.status(address, current.stamp(), signingKey);
    learn(key, current, pod -> pod.after(answer, current, clock.instant(), backoff));
  }

  private void push(
      TargetedPod.Key key,
      PodAddress address,
      SigningKey signingKey,
      Document document,
      Assignment current) {
    var begun = System.nanoTime();
    var answer =
        endpoint.putConfig(
            address, current.stamp(), signingKey, document.revision(), document.bytes());
    metrics.pushed(current.stamp(), answer, Duration.ofNanos(System.nanoTime() - begun));
    learn(key, current, pod -> pod.after(answer, current, clock.instant(), backoff));
  }

  /** An answer about what is no longer to be tells what the pod runs, and delays nothing. */
  private synchronized void learn(
      TargetedPod.Key key, Assignment asked, UnaryOperator<PodProgress> answer) {
    pods.computeIfPresent(
        key,
        (same, pod) -> {
          var after = answer.apply(pod);
          return asked.revision().equals(assignment.revision()) ? after : after.retried();
        });
    var pod = pods.get(key);
    if (pod != null && pod.runs(assignment.revision())) {
      progressedAt = clock.instant();
    }
    if (pod != null && pod.refused(assignment.revision())) {
      plan = RolloutPlan.of(assignment, pods.values());
    }
  }

  private void ended(TargetedPod.Key key) {
    boolean last;
    synchronized (this) {
      inFlight.remove(key);
      last = inFlight.isEmpty();
    }
    if (last) {
      listener.settled();
    } else {
      listener.heard();
    }
  }

  private RolloutView view(Instant now) {
    return new RolloutView(
        assignment,
        List.copyOf(pods.values()),
        plan.halted(),
        plan.proven(),
        !inFlight.isEmpty(),
        startedAt,
        progressedAt,
        plan.untilNext(pods.values(), assignment, now));
  }
}
