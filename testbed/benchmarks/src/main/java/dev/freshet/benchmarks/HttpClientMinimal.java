package dev.freshet.benchmarks;

import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/** Apache HttpClient with the shortest chain it has, and small buffers. */
final class HttpClientMinimal implements PushClient {
  private final MinimalHttpClient client = HttpClients.createMinimal(connections());

  private static PoolingHttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(20_000)
        .setMaxConnPerRoute(2)
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom().setBufferSize(2048).build())
                .build())
        .build();
  }

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    client.execute(HttpClientClassic.put(ip, port, request), HttpClientClassic::body);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
