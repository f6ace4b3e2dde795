package dev.freshet.benchmarks;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.time.Duration;

/** Helidon's client, made for virtual threads. */
final class HelidonClient implements PushClient {
  private final Http1Client client =
      Http1Client.builder()
          .shareConnectionCache(false)
          .connectionCacheSize(20_000)
          .proxy(Proxy.noProxy())
          .connectTimeout(Duration.ofSeconds(3))
          .readTimeout(Duration.ofSeconds(3))
          .followRedirects(false)
          .build();

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    var put = client.put("http://" + ip + ":" + port + Request.PATH);
    String[] headers = request.headers();
    for (int i = 0; i < headers.length; i += 2) {
      put.header(HeaderNames.create(headers[i]), headers[i + 1]);
    }
    try (Http1ClientResponse response = put.submit(request.document())) {
      if (response.status().code() != 200) {
        throw new IOException("not a 200");
      }
      response.as(byte[].class);
    }
  }

  @Override
  public void close() {
    client.closeResource();
  }
}
