package dev.freshet.testbed.pod;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls a pod as the operator would, signed by the published library, so that the pod's own reading
 * of the signature is checked against somebody else's.
 */
final class Caller implements AutoCloseable {
  static final String CREATED = "2026-11-21T10:00:00Z";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final PodIdentity pod;
  private final PodKey key;
  private final Map<String, String> headers = new TreeMap<>();
  private Instant signedAt = Instant.now();

  Caller(ScriptedPod pod, PodKey key) {
    this.pod = pod.identity();
    this.key = key;
    headers.put("Freshet-Pod-UID", pod.identity().uid());
    headers.put("Freshet-Policy", "shop/shop");
    headers.put("Freshet-Policy-UID", "policy-1");
    headers.put("Freshet-Generation", CREATED + "/1");
  }

  Caller with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Caller signedAt(Instant time) {
    signedAt = time;
    return this;
  }

  HttpResponse<String> put(String document) throws Exception {
    headers.putIfAbsent("Freshet-Revision", revision(document));
    try {
      return send(signed("PUT", "/v1/config", document, Map.of()));
    } finally {
      headers.remove("Freshet-Revision");
    }
  }

  HttpResponse<String> status() throws Exception {
    return send(signed("GET", "/v1/status", "", Map.of()));
  }

  HttpResponse<String> post(String call) throws Exception {
    return send(signed("POST", call, "{}", Map.of()));
  }

  /** Signs one thing and sends another. */
  HttpResponse<String> putForged(String document, Map<String, String> changed) throws Exception {
    return send(signed("PUT", "/v1/config", document, changed));
  }

  static String revision(String document) {
    return "sha256:" + Body.of(document).sha256();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest signed(String method, String call, String body, Map<String, String> changed)
      throws Exception {
    var target = pod.path() + call;
    var payload =
        String.join(
            "\n",
            method + " " + target,
            headers.get("Freshet-Pod-UID"),
            headers.get("Freshet-Policy-UID"),
            headers.get("Freshet-Generation"),
            Body.of(body).sha256());
    var signature = new Webhook(key.text()).sign("msg_1", signedAt.getEpochSecond(), payload);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d%s".formatted(pod.address(), pod.port(), target)))
            .timeout(Duration.ofSeconds(5))
            .method(
                method, HttpRequest.BodyPublishers.ofString(changed.getOrDefault("body", body)));
    headers.forEach(request::setHeader);
    request.setHeader("webhook-id", "msg_1");
    request.setHeader("webhook-timestamp", "" + signedAt.getEpochSecond());
    request.setHeader("webhook-signature", "v1,AAAA " + signature);
    changed.forEach(
        (name, value) -> {
          if (!name.equals("body")) {
            request.setHeader(name, value);
          }
        });
    return request.build();
  }
}
