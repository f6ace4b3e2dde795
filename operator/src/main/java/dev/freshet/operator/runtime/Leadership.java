package dev.freshet.operator.runtime;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease by which one of several replicas works. Whoever loses it stops at once, without saying
 * goodbye to anybody, because the next one may already be at work; whoever is stopped in peace
 * gives it back, so that the next one need not wait until it has run out.
 *
 * <p>The framework could end the process by itself, but does so with {@code System.exit}, which
 * waits for ever when the process is already on its way out.
 */
public final class Leadership {
  private static final Logger LOGGER = LoggerFactory.getLogger(Leadership.class);
  private static final String LEASE = "freshet-operator";

  private final String namespace;
  private final String identity;
  private volatile boolean stopping;

  public Leadership(String namespace) {
    this.namespace = namespace;
    this.identity =
        Objects.requireNonNullElse(System.getenv("HOSTNAME"), "freshet-operator")
            + "_"
            + UUID.randomUUID();
  }

  /** How the framework shall compete for the lease. */
  public LeaderElectionConfiguration configuration() {
    return new LeaderElectionConfiguration(
        LEASE,
        namespace,
        LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
        LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
        LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
        identity,
        new LeaderCallbacks(this::won, this::lost, _ -> {}),
        false);
  }

  /** The process is about to stop: not holding the lease any more is no accident from now on. */
  public void stopping() {
    stopping = true;
  }

  /** Lets the next one have it. */
  public void giveBack(KubernetesClient client) {
    try {
      var lease = client.leases().inNamespace(namespace).withName(LEASE).get();
      if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
        client
            .resource(
                new LeaseBuilder(lease)
                    .editSpec()
                    .withHolderIdentity("")
                    .withLeaseDurationSeconds(1)
                    .endSpec()
                    .build())
            .update();
      }
    } catch (KubernetesClientException e) {
      LOGGER.atDebug().addKeyValue("status", e.getCode()).log("The lease was not given back");
    }
  }

  private void won() {
    LOGGER.atInfo().addKeyValue("identity", identity).log("Leading");
  }

  private void lost() {
    if (!stopping) {
      LOGGER.atError().addKeyValue("identity", identity).log("Lost the lease; stopping at once");
      Runtime.getRuntime().halt(1);
    }
  }
}
