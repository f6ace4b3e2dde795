package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.RunningOperator;
import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.FleetOfPods;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** One namespace with an operator, a fleet of pods and a policy for them: the stage of a test. */
final class PolicyTrial implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String SECRET = "shop-freshet";

  final ControlPlane controlPlane;
  final KubernetesClient client;
  final String namespace;
  final FleetOfPods fleet;
  private RunningOperator operator;

  PolicyTrial(ControlPlane controlPlane, TestNamespace namespace) {
    this.controlPlane = controlPlane;
    this.client = controlPlane.client();
    this.namespace = namespace.name();
    this.fleet = FleetOfPods.labelled(client, this.namespace, "shop-web");
    this.operator = RunningOperator.in(this.namespace, controlPlane);
    fleet.publishKey(SECRET, "signingKey");
  }

  /** A small policy whose one tier lives so long; another ttl is another document. */
  String policy(String name, String ttl, String more) {
    return """
    apiVersion: freshet.dev/v1alpha1
    kind: CachePolicy
    metadata: {name: %s, namespace: %s}
    spec:
      targets:
        - name: web
          selector: {matchLabels: {app: shop-web}}
          port: cache-admin
          authSecretRef: {name: shop-freshet}
          timeout: 1s
      keyspace: {prefix: "shop:{tenant}:"}
      ttlTiers: [{name: warm, ttl: %s}]
      defaults: {tier: warm}
      caches:
        - {name: product, keys: ["product:{id}"]}
    %s
    """
        .formatted(name, namespace, ttl, more.indent(2));
  }

  void apply(String yaml) {
    client.resource(yaml).forceConflicts().serverSideApply();
  }

  CachePolicy get(String name) {
    return client.resources(CachePolicy.class).inNamespace(namespace).withName(name).get();
  }

  CachePolicyStatus status(String name) {
    return CachePolicyStatuses.previous(get(name));
  }

  /** Waits until the status of the current generation is as asserted. */
  CachePolicyStatus awaitStatus(String name, Consumer<CachePolicyStatus> assertion) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              var policy = Objects.requireNonNull(get(name));
              var status = CachePolicyStatuses.previous(policy);
              assertThat(status.observedGeneration())
                  .isEqualTo(policy.getMetadata().getGeneration());
              assertion.accept(status);
            });
    return status(name);
  }

  CachePolicyStatus awaitReady(String name) {
    return awaitStatus(name, PolicyTrial::assertReady);
  }

  static void assertReady(CachePolicyStatus status) {
    assertThat(condition(status, ConditionType.READY).getStatus())
        .as(() -> "Ready of " + status)
        .isEqualTo("True");
  }

  static Condition condition(CachePolicyStatus status, ConditionType type) {
    return Conditions.find(status.conditions(), type)
        .orElseThrow(() -> new AssertionError("no " + type.text() + " in " + status));
  }

  void stopOperator() {
    operator.close();
  }

  void startOperator() {
    operator = RunningOperator.in(namespace, controlPlane);
  }

  RunningOperator operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    fleet.close();
  }
}
