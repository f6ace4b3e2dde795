package dev.freshet.operator.references;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * What the API server says about one named object. Bodies hold secrets, so nothing of a body ever
 * reaches a log or an exception; that is why this reads the stream itself: the client's own watch
 * quotes what it cannot parse.
 */
final class ReferenceApi {
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int FORBIDDEN = 403;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String root;
  private final OperatorIdentity identity;

  /** The root is that of the API server, with a slash at its end. */
  ReferenceApi(HttpClient http, String root, OperatorIdentity identity) {
    this.http = http;
    this.root = root;
    this.identity = identity;
  }

  /** What came of asking for the object as it is now. */
  sealed interface Listing {}

  /** How a watch ended. */
  sealed interface Ending {}

  record Current(Optional<Contents> contents, String resourceVersion) implements Listing {}

  record Ended() implements Ending {}

  record Denied(Lookup.AccessDenied lookup) implements Listing, Ending {}

  record Failed(String why, Duration retryAfter) implements Listing, Ending {
    Failed(String why) {
      this(why, Duration.ZERO);
    }
  }

  Listing list(Reference reference) throws InterruptedException {
    var body = new ByteArrayOutputStream();
    var ending =
        stream(
            reference,
            "",
            (chunks, rest) -> {
              chunks.forEach(chunk -> append(chunk, body));
              rest.consume();
            },
            () -> {},
            ANSWER);
    return switch (ending) {
      case Ended _ -> current(reference, body.toByteArray());
      case Denied denied -> denied;
      case Failed failed -> failed;
    };
  }

  /** Returns when the watch has ended, for whatever reason. */
  Ending watch(
      Reference reference,
      String from,
      Duration life,
      Runnable opened,
      Consumer<Optional<Contents>> changed)
      throws InterruptedException {
    var query =
        "&watch=true&resourceVersion=%s&timeoutSeconds=%d"
            .formatted(encoded(from), Math.max(1, life.toSeconds()));
    try (var events = new WatchEvents(reference.kind(), changed)) {
      var ending = stream(reference, query, events, opened, life.plus(GRACE));
      return events.broken().<Ending>map(Failed::new).orElse(ending);
    }
  }

  private Ending stream(
      Reference reference,
      String query,
      AsyncBody.Consumer<List<ByteBuffer>> sink,
      Runnable opened,
      Duration life)
      throws InterruptedException {
    var call = http.consumeBytes(request(reference, query), sink);
    try {
      var response = call.get();
      try {
        if (!response.isSuccessful()) {
          return refusal(response, reference);
        }
        opened.run();
        response.body().consume();
        response.body().done().get(life.toMillis(), MILLISECONDS);
        return new Ended();
      } finally {
        response.body().cancel();
      }
    } catch (ExecutionException cut) {
      return new Failed(cut.getCause() == null ? "cut" : cut.getCause().getClass().getSimpleName());
    } catch (TimeoutException silent) {
      return new Failed("no answer in time");
    } finally {
      call.cancel(true);
    }
  }

  /** Its timeout is for the head of the answer; how long the body may take is the caller's. */
  private HttpRequest request(Reference reference, String query) {
    return http.newHttpRequestBuilder()
        .uri(root + pathOf(reference) + query)
        .header("Accept", "application/json")
        .timeout(ANSWER.toMillis(), MILLISECONDS)
        .forStreaming()
        .build();
  }

  private Ending refusal(HttpResponse<?> response, Reference reference) {
    if (response.code() == FORBIDDEN) {
      return new Denied(Consent.missing(reference, identity.user()));
    }
    var seconds = Optional.ofNullable(response.header("Retry-After")).orElse("");
    return new Failed(
        "HTTP " + response.code(),
        seconds.matches("\\d{1,3}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO);
  }

  private static Listing current(Reference reference, byte[] body) {
    try {
      var list = JSON.readTree(body);
      return new Current(
          list.path("items")
              .valueStream()
              .findFirst()
              .map(object -> Contents.read(reference.kind(), object)),
          list.path("metadata").path("resourceVersion").asText());
    } catch (IOException | IllegalArgumentException unreadable) {
      return new Failed("an unreadable answer");
    }
  }

  private static String pathOf(Reference reference) {
    return "api/v1/namespaces/%s/%s?fieldSelector=%s"
        .formatted(
            encoded(reference.namespace()),
            reference.kind().plural(),
            encoded("metadata.name=" + escaped(reference.name())));
  }

  /** As field selectors escape what has a meaning in them. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static void append(ByteBuffer chunk, ByteArrayOutputStream to) {
    while (chunk.hasRemaining()) {
      to.write(chunk.get());
    }
  }
}
