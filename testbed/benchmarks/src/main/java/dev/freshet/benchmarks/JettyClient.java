package dev.freshet.benchmarks;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;

/** Jetty's client, blocking calls. */
final class JettyClient implements PushClient {
  private final HttpClient client = new HttpClient();

  JettyClient() {
    client.setMaxConnectionsPerDestination(2);
    client.setFollowRedirects(false);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's client doesn't start", e);
    }
  }

  @Override
  public void push(String ip, int port, Request request) throws IOException, InterruptedException {
    var put =
        client
            .newRequest("http://" + ip + ":" + port + Request.PATH)
            .method("PUT")
            .timeout(3, TimeUnit.SECONDS)
            .headers(
                fields -> {
                  String[] headers = request.headers();
                  for (int i = 2; i < headers.length; i += 2) {
                    fields.add(headers[i], headers[i + 1]);
                  }
                })
            .body(new BytesRequestContent("application/json", request.document()));
    try {
      ContentResponse response = put.send();
      if (response.getStatus() != 200) {
        throw new IOException("not a 200");
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
