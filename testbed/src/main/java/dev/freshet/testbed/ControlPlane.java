package dev.freshet.testbed;

import dev.freshet.testbed.binaries.Binaries;
import dev.freshet.testbed.binaries.Component;
import dev.freshet.testbed.binaries.KubernetesVersion;
import dev.freshet.testbed.process.Command;
import dev.freshet.testbed.process.Directories;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A real etcd and a real kube-apiserver on this machine, for as long as it is open.
 *
 * <p>{@link #start()} is enough for what an API server does: schemas, defaults, CEL, server-side
 * apply, watches, RBAC, audit. {@link #startWithControllers()} adds what makes pods out of
 * Deployments and removes what belonged to a deleted object.
 *
 * <p>Closing it, or the end of this JVM in whatever way, ends its processes and removes its files.
 */
public final class ControlPlane implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final Duration KUBECTL = Duration.ofMinutes(2);

  /** Reads are recorded too; what the requests carried is not, so no Secret lands in the log. */
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
      """;

  private final Binaries binaries;
  private final Path directory;
  private final Credentials credentials;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final boolean withControllers;
  private final Etcd etcd;
  private final ApiServer apiServer;
  private int apiServers = 1;

  private ControlPlane(KubernetesVersion version, boolean withControllers) {
    this.withControllers = withControllers;
    this.binaries = Binaries.find(version, needed(withControllers));
    this.directory = Directories.create("control-plane");
    try {
      this.credentials = Credentials.createIn(directory);
      Directories.write(directory.resolve("audit-policy.yaml"), AUDIT_POLICY);
      this.etcd = opened(Etcd.start(binaries, directory));
      this.apiServer = launch("kube-apiserver", etcd.url());
      if (withControllers) {
        opened(Controllers.start(binaries, directory, apiServer, credentials)).requireAlive();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** An API server and its store, of the newest supported Kubernetes. */
  public static ControlPlane start() {
    return start(KubernetesVersion.NEWEST);
  }

  public static ControlPlane start(KubernetesVersion version) {
    return startPatiently(version, false);
  }

  /** The same with controllers, a scheduler and one node, whose pods have addresses 127.20.x.y. */
  public static ControlPlane startWithControllers() {
    return startPatiently(KubernetesVersion.NEWEST, true);
  }

  private static ControlPlane startPatiently(KubernetesVersion version, boolean withControllers) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new ControlPlane(version, withControllers);
      } catch (StartFailure e) {
        if (attempt == ATTEMPTS || !e.isWorthAnotherTry()) {
          throw e;
        }
      }
    }
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return apiServer.client();
  }

  /** A kubeconfig with all rights. */
  public Path kubeconfig() {
    return apiServer.kubeconfig();
  }

  /** A kubeconfig for a user who has only the rights that RBAC gives to him and these groups. */
  public Path kubeconfigFor(String user, String... groups) {
    return apiServer.kubeconfigFor(user, groups);
  }

  /** A client for such a user; whoever asks for it closes it. */
  public KubernetesClient clientFor(String user, String... groups) {
    return apiServer.clientFor(user, groups);
  }

  /** The first API server. */
  public ApiServer apiServer() {
    return apiServer;
  }

  /** What the first API server was asked. */
  public AuditLog audit() {
    return apiServer.audit();
  }

  /** One more API server on the same store. */
  public ApiServer anotherApiServer() {
    return launch("kube-apiserver-" + ++apiServers, etcd.url());
  }

  /** One more API server, which lags behind when the proxy before the store is held. */
  public ApiServer anotherApiServerBehind(TcpProxy proxyOfStore) {
    return launch("kube-apiserver-" + ++apiServers, "http://127.0.0.1:" + proxyOfStore.port());
  }

  /** A proxy in front of the store, for an API server that is to lag. */
  public TcpProxy proxyOfStore() {
    return opened(TcpProxy.to(etcd.port()));
  }

  /** Runs kubectl with all rights. */
  public Command kubectl(String... arguments) {
    return kubectl(kubeconfig(), arguments);
  }

  /** Runs kubectl as the user of that kubeconfig. */
  public Command kubectl(Path kubeconfig, String... arguments) {
    var line = new ArrayList<String>();
    line.add(kubectlPath().toString());
    line.add("--kubeconfig=" + kubeconfig);
    line.addAll(List.of(arguments));
    return Command.run(KUBECTL, line);
  }

  /** The kubectl that fits this control plane. */
  public Path kubectlPath() {
    return binaries.path(Component.KUBECTL);
  }

  /** Applies all YAML files of a directory, and waits until its CRDs are served. */
  public void install(Path directoryOfYaml) {
    install(directoryOfYaml, UnaryOperator.identity());
  }

  /** The same, each file edited on its way. */
  public void install(Path directoryOfYaml, UnaryOperator<String> edit) {
    new Installation(client(), edit).apply(directoryOfYaml);
  }

  @Override
  public void close() {
    Optional<RuntimeException> failure = Optional.empty();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure =
            Optional.of(new IllegalStateException("The control plane did not end cleanly", e));
      }
    }
    Directories.delete(directory);
    failure.ifPresent(
        e -> {
          throw e;
        });
  }

  private ApiServer launch(String name, String etcdUrl) {
    var server =
        opened(ApiServer.launch(name, binaries, directory, credentials, etcdUrl, withControllers));
    server.awaitReady();
    return server;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private static Set<Component> needed(boolean withControllers) {
    return withControllers
        ? EnumSet.allOf(Component.class)
        : EnumSet.of(Component.ETCD, Component.API_SERVER, Component.KUBECTL);
  }
}
