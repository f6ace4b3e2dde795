package dev.freshet.operator.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers the kubelet's probes and Prometheus. It listens for nothing else. */
public final class ManagementServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ManagementServer(HttpServer server) {
    this.server = server;
  }

  /** Listens from now on; {@code ready} and {@code alive} are asked at each probe. */
  public static ManagementServer start(
      int port, PrometheusMeterRegistry metrics, BooleanSupplier alive, BooleanSupplier ready) {
    var management = new ManagementServer(listen(port));
    management.server.setExecutor(management.threads);
    management.server.createContext("/livez", exchange -> probe(exchange, alive));
    management.server.createContext("/readyz", exchange -> probe(exchange, ready));
    management.server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
    management.server.start();
    return management;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s=%d: %s".formatted(Setting.FRESHET_MANAGEMENT_PORT, port, e.getMessage()), e);
    }
  }

  private static void probe(HttpExchange exchange, BooleanSupplier probe) throws IOException {
    var good = probe.getAsBoolean();
    answer(exchange, good ? 200 : 503, "text/plain", good ? "ok\n" : "not yet\n");
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    try (exchange) {
      var body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
