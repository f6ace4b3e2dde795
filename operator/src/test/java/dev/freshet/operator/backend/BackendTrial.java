package dev.freshet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.FreshetOperator;
import dev.freshet.operator.RunningOperator;
import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import dev.freshet.operator.references.OperatorAccount;
import dev.freshet.operator.runtime.OperatorConfig;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import dev.freshet.testbed.AuditLog;
import dev.freshet.testbed.AuditedRequest;
import dev.freshet.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One namespace with the whole operator, which authenticates as a ServiceAccount that may do what
 * the chart gives it and read no Secret.
 */
final class BackendTrial implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> READ = List.of("get", "list", "watch");

  final ControlPlane controlPlane;
  final KubernetesClient admin;
  final String namespace;
  final OperatorAccount account;
  private FreshetOperator operator;

  BackendTrial(ControlPlane controlPlane, String namespace) {
    this.controlPlane = controlPlane;
    this.admin = controlPlane.client();
    this.namespace = namespace;
    controlPlane.install(RunningOperator.CRDS);
    this.account = OperatorAccount.createIn(namespace, controlPlane);
    account.grantIn("freshet.dev", "kinds", "*", List.of("get", "list", "watch", "patch"));
    account.grant("pods", "pods", READ);
    account.grant("events", "events", List.of("create", "update", "patch"));
    account.grant("configmaps", "configmaps", READ);
    this.operator = started();
  }

  private FreshetOperator started() {
    var config =
        new OperatorConfig(namespace, Set.of(namespace), "", true, 0, false, "text", "info");
    var started = new FreshetOperator(config, account.client());
    started.start();
    return started;
  }

  void restartOperator() {
    operator.close();
    operator = started();
  }

  /** Applies a backend; the lines go under {@code spec.redis}. */
  void apply(String name, String interval, String redis) {
    var yaml =
        """
        apiVersion: freshet.dev/v1alpha1
        kind: CacheBackend
        metadata: {name: %s, namespace: %s}
        spec:
          healthCheckInterval: %s
          redis:
        %s
        """
            .formatted(name, namespace, interval, redis.indent(4));
    admin.resource(yaml).forceConflicts().serverSideApply();
  }

  CacheBackend get(String name) {
    return Objects.requireNonNull(
        admin.resources(CacheBackend.class).inNamespace(namespace).withName(name).get());
  }

  void delete(String name) {
    admin.resources(CacheBackend.class).inNamespace(namespace).withName(name).delete();
  }

  /** Waits until Ready of the current generation has this reason, and returns it. */
  Condition awaitReason(String name, Reason reason) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              var backend = get(name);
              var status = CacheBackendStatuses.previous(backend);
              assertThat(status.observedGeneration())
                  .isEqualTo(backend.getMetadata().getGeneration());
              assertThat(ready(status).getReason()).isEqualTo(reason.text());
            });
    return ready(CacheBackendStatuses.previous(get(name)));
  }

  boolean isStalled(String name) {
    return Conditions.isTrue(
        CacheBackendStatuses.previous(get(name)).conditions(), ConditionType.STALLED);
  }

  private static Condition ready(CacheBackendStatus status) {
    return Conditions.find(status.conditions(), ConditionType.READY)
        .orElseThrow(() -> new AssertionError("no Ready in " + status));
  }

  void secretHolds(String name, Map<String, String> values) {
    admin
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(values)
                .build())
        .createOr(secret -> secret.update());
  }

  void configMapHolds(String name, Map<String, String> values) {
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withData(values)
                .build())
        .createOr(configMap -> configMap.update());
  }

  void consentTo(String secret) {
    account.grant("consent-" + secret, "secrets", READ, secret);
  }

  /** Runs what a message says that one should run. */
  void run(String commands) {
    for (var command : commands.split(" && ", -1)) {
      controlPlane.kubectl(command.substring("kubectl ".length()).split(" ", -1)).orThrow();
    }
  }

  List<Event> events(String backend) {
    return admin.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(backend))
        .toList();
  }

  List<AuditedRequest> writesSince(AuditLog.Mark mark) {
    return controlPlane.audit().writesSince(mark, request -> request.user().equals(account.user()));
  }

  /** What a Prometheus would read. */
  String metrics() {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:%d/metrics".formatted(operator.managementPort()));
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often the operator has sent PING for this backend. */
  double pings(String backend) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("freshet_backend_command_duration_seconds_count{"))
        .filter(line -> line.contains("backend=\"" + backend + "\""))
        .filter(line -> line.contains("command=\"ping\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Override
  public void close() {
    operator.close();
  }
}
