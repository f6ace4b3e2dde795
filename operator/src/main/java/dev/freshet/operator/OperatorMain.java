package dev.freshet.operator;

import dev.freshet.operator.runtime.InvalidSetting;
import dev.freshet.operator.runtime.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads the settings, starts the operator, stops it on SIGTERM. */
public final class OperatorMain {
  private OperatorMain() {}

  public static void main(String[] args) {
    OperatorConfig config;
    try {
      config = OperatorConfig.fromEnvironment();
    } catch (InvalidSetting e) {
      // Before the log is set up: its own setting may be the wrong one.
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    var operator = new FreshetOperator(config, new KubernetesClientBuilder().build());
    Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "shutdown"));
    operator.start();
    logger().atInfo().addKeyValue("managementPort", operator.managementPort()).log("Started");
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(OperatorMain.class);
  }
}
