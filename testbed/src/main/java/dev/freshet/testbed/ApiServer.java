package dev.freshet.testbed;

import dev.freshet.testbed.binaries.Binaries;
import dev.freshet.testbed.binaries.Component;
import dev.freshet.testbed.process.ChildProcess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** One kube-apiserver process. A control plane has one, and can be given more on the same store. */
public final class ApiServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final String name;
  private final int port;
  private final Path directory;
  private final Credentials credentials;
  private final ChildProcess process;
  private final Path kubeconfig;
  private final KubernetesClient client;

  private ApiServer(
      String name, int port, Path directory, Credentials credentials, ChildProcess process) {
    this.name = name;
    this.port = port;
    this.directory = directory;
    this.credentials = credentials;
    this.process = process;
    var admin = new Kubeconfig(url(), credentials.authorityPem(), credentials.administrator());
    this.kubeconfig = admin.writeTo(directory.resolve(name + ".kubeconfig"));
    this.client = clientOf(admin);
  }

  static ApiServer launch(
      String name,
      Binaries binaries,
      Path directory,
      Credentials credentials,
      String etcdUrl,
      boolean withServiceAccounts) {
    int port = FreePort.onLoopback();
    var command = new ArrayList<String>();
    command.add(binaries.path(Component.API_SERVER).toString());
    command.add("--etcd-servers=" + etcdUrl);
    command.add("--bind-address=127.0.0.1");
    command.add("--secure-port=" + port);
    command.add("--advertise-address=127.0.0.1");
    command.add("--endpoint-reconciler-type=none");
    command.add("--service-cluster-ip-range=10.0.0.0/24");
    command.add("--authorization-mode=RBAC");
    command.add("--allow-privileged");
    command.add("--profiling=false");
    command.addAll(credentials.apiServerFlags());
    command.add("--audit-policy-file=" + directory.resolve("audit-policy.yaml"));
    command.add("--audit-log-path=" + auditFile(directory, name));
    command.add("--audit-log-mode=blocking-strict");
    if (!withServiceAccounts) {
      // Nobody creates the account "default" of a namespace where no controllers run, and without
      // it every pod would be refused.
      command.add("--disable-admission-plugins=ServiceAccount");
    }
    var process = ChildProcess.start(name, directory, Map.of(), command);
    return new ApiServer(name, port, directory, credentials, process);
  }

  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** A client with all rights; closed with the server. */
  public KubernetesClient client() {
    return client;
  }

  /** The kubeconfig of {@link #client()}. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** A kubeconfig for a user who has only the rights that RBAC gives to him and these groups. */
  public Path kubeconfigFor(String user, String... groups) {
    return configFor(user, groups).writeTo(fileFor(user));
  }

  /** A client for such a user; whoever asks for it closes it. */
  public KubernetesClient clientFor(String user, String... groups) {
    return clientOf(configFor(user, groups));
  }

  /** What this server was asked. */
  public AuditLog audit() {
    return new AuditLog(auditFile(directory, name));
  }

  /** SIGSTOP: connections stay open and nothing is answered. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  void awaitReady() {
    Readiness.await(process, START, this::isReady);
  }

  @Override
  public void close() {
    client.close();
    process.kill();
  }

  private boolean isReady() {
    try {
      return "ok".equals(client.raw("/readyz"))
          && client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private Kubeconfig configFor(String user, String... groups) {
    return new Kubeconfig(
        url(), credentials.authorityPem(), credentials.authority().client(user, groups));
  }

  private Path fileFor(String user) {
    return directory.resolve(name + "-" + user.replaceAll("[^A-Za-z0-9]+", "-") + ".kubeconfig");
  }

  private static Path auditFile(Path directory, String name) {
    return directory.resolve(name + "-audit.log");
  }

  private static KubernetesClient clientOf(Kubeconfig kubeconfig) {
    var config = Config.fromKubeconfig(kubeconfig.yaml());
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
