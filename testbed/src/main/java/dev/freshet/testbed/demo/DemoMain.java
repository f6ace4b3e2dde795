package dev.freshet.testbed.demo;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.Redis;
import dev.freshet.testbed.StartFailure;
import dev.freshet.testbed.binaries.NoControlPlane;
import dev.freshet.testbed.pod.Kubelet;
import dev.freshet.testbed.pod.ProcessPods;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Starts everything that a cluster with Freshet has, tells what happens, and stays.
 *
 * <p>Ends with Ctrl-C; all that it started and wrote ends with it, see {@link
 * dev.freshet.testbed.process.ChildProcess}.
 */
public final class DemoMain {
  private static final String NAMESPACE = "shop";
  private static final Map<String, String> APP = Map.of("app", "shop-web");
  private static final String API_VERSION = "freshet.dev/v1alpha1";

  /** So slow that one can read along how one pod after the other takes the policy. */
  private static final Map<String, String> SLOWLY = Map.of("FRESHET_ANSWER_DELAY", "PT2.2S");

  private static final long SECONDS_UNTIL_READY = 120;

  private final Path repository;
  private final Instant start = Instant.now();

  private DemoMain(Path repository) {
    this.repository = repository;
  }

  public static void main(String[] args) throws InterruptedException {
    try {
      new DemoMain(Path.of(args[0]).toAbsolutePath()).run();
    } catch (NoControlPlane | StartFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      // Whatever else went wrong: nothing may stay behind, and other threads would keep us alive.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void run() throws InterruptedException {
    System.out.println("Freshet on this machine. Ctrl-C ends it and removes everything.");
    var controlPlane = ControlPlane.startWithControllers();
    var client = controlPlane.client();
    tell(
        "Kubernetes "
            + client.getKubernetesVersion().getGitVersion()
            + " is up: a real API server");
    controlPlane.install(repository.resolve("crds"));
    controlPlane.install(repository.resolve("samples/demo"));
    tell("the CRDs of freshet.dev are installed");
    var redis = Redis.start();
    tell("Redis listens on " + redis.address());

    var operator = OperatorProcess.start(controlPlane, repository);
    tell("the operator runs");
    var story = new Story(System.out);
    var _ = policy(client).watch(story);
    var _ = Kubelet.start(client, NAMESPACE, APP, new ProcessPods(client, SLOWLY));
    controlPlane.install(
        repository.resolve("samples/quickstart"),
        yaml -> yaml.replace("redis:6379", redis.address()));
    tell("samples/quickstart is applied: 3 pods of shop-web, a CacheBackend, a CachePolicy");

    if (!story.awaitReady(SECONDS_UNTIL_READY)) {
      System.out.println("The policy is not ready; the operator said last:");
      System.out.println(operator.lastLines());
      System.exit(1);
    }
    System.out.println(new Invitation(controlPlane).text());
    operator.awaitEnd();
    System.out.println("The operator has ended; it said last:\n" + operator.lastLines());
    System.exit(1);
  }

  private static Resource<GenericKubernetesResource> policy(KubernetesClient client) {
    return client
        .genericKubernetesResources(API_VERSION, "CachePolicy")
        .inNamespace(NAMESPACE)
        .withName("shop");
  }

  private void tell(String line) {
    var seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    System.out.printf("%5.1f s  %s%n", seconds, line);
  }
}
