package dev.freshet.operator;

import dev.freshet.operator.backend.CacheBackendReconciler;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.endpoint.HttpPodEndpoint;
import dev.freshet.operator.network.ForbiddenAddresses;
import dev.freshet.operator.policy.CachePolicyReconciler;
import dev.freshet.operator.redis.RedisHealth;
import dev.freshet.operator.references.References;
import dev.freshet.operator.runtime.EventRecorder;
import dev.freshet.operator.runtime.Leadership;
import dev.freshet.operator.runtime.ManagementServer;
import dev.freshet.operator.runtime.OperatorConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.Utils;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All objects of the operator, built by constructor; the only place that wires. */
public final class FreshetOperator implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(FreshetOperator.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);
  private static final Duration LONGEST_REST = Duration.ofSeconds(60);

  private final OperatorConfig config;
  private final KubernetesClient client;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Leadership leadership;
  private final Operator operator;
  private final ManagementServer management;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  static {
    // The framework would repeat six of its own fields in each of our log lines.
    System.setProperty(Utils.USE_MDC_ENV_KEY, "false");
  }

  /** Builds the operator; it works from {@link #start} on. The client is closed with it. */
  public FreshetOperator(OperatorConfig config, KubernetesClient client) {
    this.config = config;
    this.client = client;
    this.leadership = new Leadership(config.namespace());
    var clock = Clock.systemUTC();
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    open.push(registry::close);
    // The framework calls its configuration more than once: what it shall use is built before.
    var threads = closing(Executors.newVirtualThreadPerTaskExecutor());
    Metrics loopMetrics = MicrometerMetrics.withoutPerResourceMetrics(registry);
    closing(client);
    this.operator = new Operator(overrider -> configure(overrider, config, threads, loopMetrics));
    var apiServer = apiServer(client);
    var rules = new AddressRules(config.allowLoopback(), apiServer);
    var references = closing(new References(client));
    var events = closing(new EventRecorder(client, clock));
    var endpoint = closing(new HttpPodEndpoint(rules, clock));
    var policies =
        closing(
            new CachePolicyReconciler(
                client,
                endpoint,
                references,
                rules,
                config.podSelector(),
                events,
                registry,
                clock));
    var health = new RedisHealth(new ForbiddenAddresses(config.allowLoopback(), apiServer));
    var backends = closing(new CacheBackendReconciler(references, health, events, registry, clock));
    operator.register(policies, overrider -> watch(overrider, config));
    operator.register(backends, overrider -> watch(overrider, config));
    this.management =
        closing(ManagementServer.start(config.managementPort(), registry, () -> true, this::ready));
  }

  /** Starts to work, or to stand by for the lease. */
  public void start() {
    operator.start();
  }

  /** Where the probes are answered. */
  public int managementPort() {
    return management.port();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    leadership.stopping();
    operator.stop();
    if (config.leaderElection()) {
      leadership.giveBack(client);
    }
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOGGER.atDebug().setCause(e).log("Not everything could be closed");
      }
    }
  }

  private boolean ready() {
    return operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  private <T extends AutoCloseable> T closing(T resource) {
    open.push(resource);
    return resource;
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      OperatorConfig config,
      ExecutorService threads,
      Metrics metrics) {
    overrider
        .withKubernetesClient(client)
        .withExecutorService(threads)
        .withCloseClientOnStop(false)
        .withMetrics(metrics)
        .checkingCRDAndValidateLocalModel(false)
        // An API server that is busy at this moment is no reason to die: informers try again.
        .withStopOnInformerErrorDuringStartup(false)
        .withReconciliationTerminationTimeout(Duration.ofSeconds(5));
    if (config.leaderElection()) {
      overrider.withLeaderElectionConfiguration(leadership.configuration());
    }
  }

  // Not generation-aware in the framework's sense, but by our own filter: it also sees annotations.
  private static <R extends HasMetadata> void watch(
      ControllerConfigurationOverrider<R> overrider, OperatorConfig config) {
    overrider
        .withGenerationAware(false)
        .withOnUpdateFilter(
            (now, before) ->
                !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration()))
        .withReconciliationMaxInterval(LONGEST_REST)
        .withRetry(
            new GenericRetry()
                .setInitialInterval(FIRST_RETRY)
                .setMaxInterval(LONGEST_RETRY.toMillis())
                .withoutMaxAttempts());
    if (config.watchNamespaces().isEmpty()) {
      overrider.watchingAllNamespaces();
    } else {
      overrider.settingNamespaces(config.watchNamespaces());
    }
  }

  private static Set<String> apiServer(KubernetesClient client) {
    try {
      return Arrays.stream(
              InetAddress.getAllByName(
                  URI.create(client.getConfiguration().getMasterUrl()).getHost()))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toUnmodifiableSet());
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }
}
