package dev.freshet.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's own client as it comes, HTTP/1.1. */
final class JdkClient implements PushClient {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  @Override
  public void push(String ip, int port, Request request) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create("http://" + ip + ":" + port + Request.PATH))
            .timeout(Duration.ofSeconds(3))
            .headers(request.headers())
            .PUT(BodyPublishers.ofByteArray(request.document()))
            .build();
    var response = client.send(put, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("not a 200");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
