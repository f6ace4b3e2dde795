package dev.freshet.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, blocking calls. */
final class OkHttpPush implements PushClient {
  private static final MediaType JSON = MediaType.get("application/json");

  private final ConnectionPool pool = new ConnectionPool(20_000, 10, TimeUnit.MINUTES);
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectionPool(pool)
          .callTimeout(Duration.ofSeconds(3))
          .followRedirects(false)
          .retryOnConnectionFailure(false)
          .build();

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    var put =
        new okhttp3.Request.Builder()
            .url("http://" + ip + ":" + port + Request.PATH)
            .headers(Headers.of(request.headers()))
            .put(RequestBody.create(request.document(), JSON))
            .build();
    try (Response response = client.newCall(put).execute()) {
      if (response.code() != 200) {
        throw new IOException("not a 200");
      }
      response.body().bytes();
    }
  }

  @Override
  public void close() {
    pool.evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
