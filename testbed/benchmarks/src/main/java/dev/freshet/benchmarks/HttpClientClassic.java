package dev.freshet.benchmarks;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient with everything off that the contract forbids. */
final class HttpClientClassic implements PushClient {
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(connections())
          .setDefaultRequestConfig(
              RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(3)).build())
          .disableRedirectHandling()
          .disableAutomaticRetries()
          .disableCookieManagement()
          .disableAuthCaching()
          .disableContentCompression()
          .build();

  static PoolingHttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(20_000)
        .setMaxConnPerRoute(2)
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(3))
                .setValidateAfterInactivity(TimeValue.ofMinutes(10))
                .build())
        .build();
  }

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    client.execute(put(ip, port, request), HttpClientClassic::body);
  }

  static HttpPut put(String ip, int port, Request request) {
    var put = new HttpPut("http://" + ip + ":" + port + Request.PATH);
    String[] headers = request.headers();
    for (int i = 0; i < headers.length; i += 2) {
      put.addHeader(headers[i], headers[i + 1]);
    }
    put.setEntity(new ByteArrayEntity(request.document(), ContentType.APPLICATION_JSON));
    return put;
  }

  static byte[] body(org.apache.hc.core5.http.ClassicHttpResponse response) throws IOException {
    if (response.getCode() != 200) {
      throw new IOException("not a 200");
    }
    return EntityUtils.toByteArray(response.getEntity(), 65536);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
