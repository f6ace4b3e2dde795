package dev.freshet.operator.references;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections that the watches share. A watch holds a stream of its HTTP/2 connection for as
 * long as it lives, the API server allows 100 on one, and the JDK's client refuses the next request
 * instead of opening a second connection. So the watches never share a connection with the rest of
 * the operator, and each connection carries no more than {@value #WATCHES} of them.
 */
final class ApiConnections implements AutoCloseable {
  private static final int WATCHES = 64;

  private final Config config;
  private final List<Connection> connections = new ArrayList<>();

  ApiConnections(Config config) {
    // Each watch has its own back-off. The client's would sit on top of it, and sleep through the
    // return of the API server.
    this.config = new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build();
  }

  /** One of the connections, with room for one more watch until it is given back. */
  static final class Connection {
    private final KubernetesClient client;
    private final ReferenceApi api;
    private int watches;

    private Connection(KubernetesClient client) {
      this.client = client;
      // The client would log whole bodies at TRACE.
      var silent =
          client.getHttpClient().newBuilder().addOrReplaceInterceptor("HttpLogging", null).build();
      this.api = new ReferenceApi(new SharedConnection(silent), client.getMasterUrl().toString());
    }

    ReferenceApi api() {
      return api;
    }
  }

  synchronized Connection take() {
    var connection =
        connections.stream().filter(c -> c.watches < WATCHES).findFirst().orElseGet(this::open);
    connection.watches++;
    return connection;
  }

  synchronized void giveBack(Connection connection) {
    connection.watches--;
    if (connection.watches == 0 && connections.remove(connection)) {
      connection.client.close();
    }
  }

  @Override
  public synchronized void close() {
    connections.forEach(connection -> connection.client.close());
    connections.clear();
  }

  private Connection open() {
    var client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new VirtualThreads())
            .build();
    var connection = new Connection(client);
    connections.add(connection);
    return connection;
  }

  /** As the client comes, each connection would keep a pool of platform threads. */
  private static final class VirtualThreads extends JdkHttpClientFactory {
    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
      return HttpClient.newBuilder().executor(task -> Thread.ofVirtual().start(task));
    }
  }
}
