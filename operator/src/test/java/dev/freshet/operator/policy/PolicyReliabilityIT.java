package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.testbed.AuditLog;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.HttpCall;
import dev.freshet.testbed.pod.ScriptedPod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators get wrong when something happens at the wrong moment. */
@ExtendWith(ControlPlaneExtension.class)
class PolicyReliabilityIT {
  private PolicyTrial trial;

  @BeforeEach
  void raise(ControlPlane controlPlane, TestNamespace namespace) {
    trial = new PolicyTrial(controlPlane, namespace);
  }

  @AfterEach
  void strike() {
    trial.close();
  }

  @Test
  void aSpecThatChangesWhileTheStatusIsWrittenIsNeverLost() {
    // Given
    var policies = 20;
    var editsOfEach = 10;
    IntStream.range(0, policies).forEach(number -> trial.apply(lonely(number, 1)));
    IntStream.range(0, policies).forEach(number -> trial.awaitReady("lonely-" + number));
    var edits = new ConcurrentHashMap<String, Integer>();

    // When: each write of a status is answered by a change of the spec, in the same moment
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var _ =
            trial
                .client
                .resources(CachePolicy.class)
                .inNamespace(trial.namespace)
                .watch(
                    onStatusWrite(
                        name -> {
                          int edit = edits.merge(name, 1, Integer::sum);
                          if (edit <= editsOfEach) {
                            executor.execute(() -> edit(name, edit));
                          }
                        }))) {
      IntStream.range(0, policies).forEach(number -> edit("lonely-" + number, 100));
      await()
          .atMost(Duration.ofMinutes(4))
          .untilAsserted(
              () ->
                  assertThat(edits)
                      .hasSize(policies)
                      .allSatisfy((name, count) -> assertThat(count).isGreaterThan(editsOfEach)));
    }

    // Then
    IntStream.range(0, policies)
        .forEach(
            number -> {
              var status = trial.awaitReady("lonely-" + number);
              assertThat(status.observedGeneration()).isGreaterThan(editsOfEach);
            });
  }

  @Test
  void inSteadyStateNothingIsWritten() {
    // Given
    var pods = trial.fleet.add("web", 3);
    trial.apply(trial.policy("shop", "10m", "resyncInterval: 10s"));
    trial.awaitReady("shop");
    var mark = trial.controlPlane.audit().mark();

    // When
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> pods.stream().allMatch(pod -> pod.statusCalls().size() > 3));

    // Then
    assertThat(writesOfTheOperator(mark)).isEmpty();
    assertThat(pods).allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
  }

  @Test
  void aRestartedOperatorAsksAndPushesAndWritesNothing() {
    // Given
    var pods = trial.fleet.add("web", 3);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");
    trial.stopOperator();
    var asked = pods.stream().mapToInt(pod -> pod.statusCalls().size()).max().orElseThrow();
    var mark = trial.controlPlane.audit().mark();

    // When
    trial.startOperator();

    // Then
    await()
        .atMost(PolicyTrial.PATIENCE)
        .until(() -> pods.stream().allMatch(pod -> pod.statusCalls().size() > asked));
    trial.awaitReady("shop");
    assertThat(pods).allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
    assertThat(writesOfTheOperator(mark)).isEmpty();
  }

  @Test
  void aRolloutThatGoesWellCostsAtMostTwoStatusWrites() {
    // Given
    trial.fleet.add("web", 20);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");
    var mark = trial.controlPlane.audit().mark();

    // When
    trial.apply(trial.policy("shop", "11m", ""));

    // Then
    trial.awaitReady("shop");
    assertThat(
            writesOfTheOperator(mark).stream().filter(write -> write.contains("/status")).toList())
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void podsThatAreDownLongerThanTheFirstRetriesAreReachedWhenTheyAreBack() {
    // Given
    var pods = trial.fleet.add("web", 3);
    pods.forEach(ScriptedPod::pause);
    trial.apply(trial.policy("shop", "10m", ""));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(trial.status("shop").pods())
                    .hasSize(3)
                    .allSatisfy(pod -> assertThat(pod.attempts()).isGreaterThanOrEqualTo(4)));

    // When
    pods.forEach(ScriptedPod::resume);

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> PolicyTrial.assertReady(trial.status("shop")));
  }

  @Test
  void podsThatMisbehaveDelayNobodyAndAreEachNamedWithTheReason() {
    // Given
    var bad =
        new TreeMap<>(
            Map.of(
                "bad-hangs", Behaviour.hangs(),
                "bad-trickles", Behaviour.trickles(Duration.ofMillis(300)),
                "bad-floods", Behaviour.floods(10_000_000),
                "bad-redirects", Behaviour.redirectsTo("http://127.0.0.1:1/"),
                "bad-fails", Behaviour.status(500),
                "bad-closes", Behaviour.closesEarly(),
                "bad-babbles", Behaviour.says("application/json", "not json"),
                "bad-denies", Behaviour.status(403)));
    bad.forEach((name, behaviour) -> trial.fleet.add(name).onEveryCall(behaviour));
    var good = trial.fleet.add("good", 20);

    // When
    trial.apply(trial.policy("shop", "10m", "rollout: {maxParallel: 2}"));

    // Then
    var status =
        trial.awaitStatus(
            "shop",
            now -> {
              assertThat(now.applied()).isEqualTo("20/28");
              assertThat(now.pods()).extracting(LaggingPod::code).doesNotContainNull();
            });
    var codes = new TreeMap<String, String>();
    status.pods().forEach(pod -> codes.put(pod.name(), pod.code()));
    assertThat(codes)
        .containsEntry("bad-hangs", "Timeout")
        .containsEntry("bad-trickles", "Timeout")
        .containsEntry("bad-floods", "AnswerTooLarge")
        .containsEntry("bad-redirects", "Redirected")
        .containsEntry("bad-fails", "Http500")
        .containsEntry("bad-closes", "ConnectionReset")
        .containsEntry("bad-babbles", "BadAnswer")
        .containsEntry("bad-denies", "Unauthorized");
    var firstHungCall = trial.fleet.get("bad-hangs").calls().getFirst().at();
    assertThat(good.stream().map(pod -> last(pod.configCalls())))
        .allSatisfy(at -> assertThat(at).isBefore(firstHungCall.plus(Duration.ofSeconds(1))));
  }

  @Test
  void eachPodOfARollingUpdateIsPushedOnce() {
    // Given
    trial.apply(trial.policy("shop", "10m", ""));
    var generations = new ArrayList<List<ScriptedPod>>();
    generations.add(trial.fleet.add("old", 500));
    trial.awaitStatus("shop", now -> assertThat(now.applied()).isEqualTo("500/500"));

    // When
    for (var batch = 0; batch < 10; batch++) {
      var oldOnes = generations.getFirst().subList(batch * 50, batch * 50 + 50);
      generations.add(trial.fleet.add("new-" + batch, 50));
      oldOnes.forEach(trial.fleet::delete);
    }

    // Then
    trial.awaitStatus("shop", now -> assertThat(now.applied()).isEqualTo("500/500"));
    assertThat(generations.stream().flatMap(List::stream))
        .hasSize(1_000)
        .allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
  }

  @Test
  void whatIsUndoneWhileTheOperatorIsStoppedIsNeverSeenByAPod() {
    // Given
    var pods = trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", ""));
    var before = trial.awaitReady("shop");
    trial.stopOperator();

    // When
    trial.apply(trial.policy("shop", "11m", ""));
    trial.apply(trial.policy("shop", "10m", ""));
    trial.startOperator();

    // Then
    var after = trial.awaitReady("shop");
    assertThat(after.observedGeneration()).isEqualTo(before.observedGeneration() + 2);
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(pods).allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
  }

  private List<String> writesOfTheOperator(AuditLog.Mark mark) {
    return trial
        .controlPlane
        .audit()
        .writesSince(
            mark,
            request ->
                request.userAgent().contains("freshet-operator-" + trial.namespace)
                    && !request.resource().equals("events"))
        .stream()
        .map(request -> request.verb() + " " + request.uri())
        .toList();
  }

  private static Instant last(List<HttpCall> calls) {
    return calls.stream().map(HttpCall::at).max(Comparator.naturalOrder()).orElseThrow();
  }

  private String lonely(int number, int ttl) {
    return """
    apiVersion: freshet.dev/v1alpha1
    kind: CachePolicy
    metadata: {name: lonely-%d, namespace: %s}
    spec:
      keyspace: {prefix: "shop:{tenant}:"}
      ttlTiers: [{name: warm, ttl: %ds}]
      defaults: {tier: warm}
      caches: [{name: product, keys: ["product:{id}"]}]
    """
        .formatted(number, trial.namespace, ttl);
  }

  private void edit(String name, int ttl) {
    trial.apply(lonely(Integer.parseInt(name.substring("lonely-".length())), ttl));
  }

  private static Watcher<CachePolicy> onStatusWrite(Consumer<String> then) {
    var seen = new ConcurrentHashMap<String, Long>();
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, CachePolicy policy) {
        var observed = CachePolicyStatuses.previous(policy).observedGeneration();
        var before = seen.put(policy.getMetadata().getName(), observed);
        if (before != null && !before.equals(observed)) {
          then.accept(policy.getMetadata().getName());
        }
      }

      @Override
      public void onClose(WatcherException cause) {}
    };
  }
}
