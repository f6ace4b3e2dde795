package dev.freshet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.FreePort;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.FleetOfPods;
import dev.freshet.testbed.process.ChildProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program as users start it: {@code java -jar freshet-operator.jar}. */
@ExtendWith(ControlPlaneExtension.class)
class OperatorProcessIT {
  private static final Path JAR = Path.of("target", "freshet-operator.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private ControlPlane controlPlane;
  private String namespace;
  private int managementPort;

  @BeforeEach
  void prepare(ControlPlane shared, TestNamespace own) {
    controlPlane = shared;
    namespace = own.name();
    managementPort = FreePort.on("127.0.0.1");
    shared.install(RunningOperator.CRDS);
  }

  @Test
  void aWrongSettingStopsTheProcessNamingIt() throws IOException {
    try (var operator = start(Map.of("FRESHET_LEADER_ELECTION", "maybe"))) {
      await().atMost(PATIENCE).until(() -> !operator.isAlive());

      assertThat(Files.readString(operator.log()))
          .isEqualToIgnoringNewLines(
              "FRESHET_LEADER_ELECTION=\"maybe\" is not valid: expected true or false.");
    }
  }

  @Test
  void itHoldsTheLeaseServesMetricsAndGivesTheLeaseBackWhenItIsStopped() throws Exception {
    // Given
    try (var operator = start(Map.of());
        var fleet = FleetOfPods.labelled(controlPlane.client(), namespace, "web")) {
      fleet.publishKey("key", "signingKey");
      fleet.add("web", 2);
      apply("10m");
      awaitReady();

      // When
      var metrics = get("/metrics");

      // Then
      assertThat(metrics)
          .contains(series("freshet_policy_pods", "state=\"applied\"") + " 2.0")
          .contains(series("freshet_policy_push_total", "result=\"acknowledged\"") + " 2.0")
          .contains("freshet_policy_push_duration_seconds_count")
          .contains("freshet_policy_convergence_seconds_count")
          .contains("freshet_policy_oldest_unapplied_seconds");
      assertThat(holder()).isNotEmpty();
      assertThat(operator.terminate(Duration.ofSeconds(15))).isTrue();
      assertThat(holder()).isEmpty();
      assertThat(Files.readString(operator.log())).doesNotContain("\"level\":\"ERROR\"");
    }
  }

  @Test
  void whatIsChangedAndChangedBackWhileTheProcessIsStoppedIsNeverSeenByAPod() throws Exception {
    // Given
    try (var operator = start(Map.of("FRESHET_LEADER_ELECTION", "false"));
        var fleet = FleetOfPods.labelled(controlPlane.client(), namespace, "web")) {
      fleet.publishKey("key", "signingKey");
      var pods = fleet.add("web", 2);
      apply("10m");
      awaitReady();
      operator.pause();

      // When
      apply("11m");
      apply("10m");
      operator.resume();

      // Then
      awaitReady();
      assertThat(policy().getMetadata().getGeneration()).isEqualTo(3);
      assertThat(pods).allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
    }
  }

  private ChildProcess start(Map<String, String> settings) {
    var environment = new TreeMap<>(settings);
    environment.put("KUBECONFIG", controlPlane.kubeconfig().toString());
    environment.put("FRESHET_NAMESPACE", namespace);
    environment.put("FRESHET_WATCH_NAMESPACES", namespace);
    environment.put("FRESHET_ALLOW_LOOPBACK", "true");
    environment.put("FRESHET_MANAGEMENT_PORT", String.valueOf(managementPort));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ChildProcess.start(
        "operator", directory, environment, List.of(java, "-jar", JAR.toString()));
  }

  private void apply(String ttl) {
    controlPlane
        .client()
        .resource(
            """
            apiVersion: freshet.dev/v1alpha1
            kind: CachePolicy
            metadata: {name: shop, namespace: %s}
            spec:
              targets:
                - name: web
                  selector: {matchLabels: {app: web}}
                  port: cache-admin
                  authSecretRef: {name: key}
              keyspace: {prefix: "shop:{tenant}:"}
              ttlTiers: [{name: warm, ttl: %s}]
              defaults: {tier: warm}
              caches: [{name: product, keys: ["product:{id}"]}]
            """
                .formatted(namespace, ttl))
        .forceConflicts()
        .serverSideApply();
  }

  private void awaitReady() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var status = Objects.requireNonNull(policy().getStatus());
              assertThat(status.observedGeneration())
                  .isEqualTo(policy().getMetadata().getGeneration());
              assertThat(status.applied()).isEqualTo("2/2");
            });
  }

  private CachePolicy policy() {
    return controlPlane
        .client()
        .resources(CachePolicy.class)
        .inNamespace(namespace)
        .withName("shop")
        .get();
  }

  private String holder() {
    Lease lease =
        controlPlane.client().leases().inNamespace(namespace).withName("freshet-operator").get();
    return Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "");
  }

  private String series(String name, String label) {
    return "%s{namespace=\"%s\",policy=\"shop\",%s}".formatted(name, namespace, label);
  }

  private String get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + managementPort + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
