package dev.freshet.operator;

import dev.freshet.operator.runtime.OperatorConfig;
import dev.freshet.testbed.ControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Set;

/** The whole operator, in this JVM, for one namespace of a test. */
public final class RunningOperator implements AutoCloseable {
  /** The public API as users install it. */
  public static final Path CRDS = Path.of("..", "crds");

  private final FreshetOperator operator;

  private RunningOperator(FreshetOperator operator) {
    this.operator = operator;
  }

  /** Starts it with all rights; it has to be closed. */
  public static RunningOperator in(String namespace, ControlPlane controlPlane) {
    return as(controlPlane.client().getConfiguration(), namespace, controlPlane);
  }

  /** Starts it with the rights of somebody. */
  public static RunningOperator as(Config somebody, String namespace, ControlPlane controlPlane) {
    controlPlane.install(CRDS);
    var client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(somebody).withUserAgent("freshet-operator-" + namespace).build())
            .build();
    var config =
        new OperatorConfig(namespace, Set.of(namespace), "", true, 0, false, "text", "info");
    var operator = new FreshetOperator(config, client);
    operator.start();
    return new RunningOperator(operator);
  }

  public int managementPort() {
    return operator.managementPort();
  }

  @Override
  public void close() {
    operator.close();
  }
}
