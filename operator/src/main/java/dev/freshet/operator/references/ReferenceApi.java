package dev.freshet.operator.references;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
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
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int FORBIDDEN = 403;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SharedConnection connection;
  private final String root;

  /** The root is that of the API server, with a slash at its end. */
  ReferenceApi(SharedConnection connection, String root) {
    this.connection = connection;
    this.root = root;
  }

  /** What came of asking for the object as it is now. */
  sealed interface Listing {}

  /** How a watch ended. */
  sealed interface Ending {}

  record Current(Optional<Contents> contents, String resourceVersion) implements Listing {}

  record Ended() implements Ending {}

  record Denied() implements Listing, Ending {}

  record Failed(String why, Duration retryAfter) implements Listing, Ending {
    Failed(String why) {
      this(why, Duration.ZERO);
    }
  }

  Listing list(Reference reference) throws InterruptedException {
    var body = new ByteArrayOutputStream();
    AsyncBody.Consumer<List<ByteBuffer>> collector =
        (chunks, rest) -> {
          chunks.forEach(chunk -> append(chunk, body));
          rest.consume();
        };
    return switch (stream(request(pathOf(reference)), collector, () -> {}, ANSWER)) {
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
    var path =
        "%s&watch=true&resourceVersion=%s&timeoutSeconds=%d"
            .formatted(pathOf(reference), encoded(from), Math.max(1, life.toSeconds()));
    try (var events = new WatchEvents(reference.kind(), changed)) {
      var ending = stream(request(path), events, opened, life.plus(GRACE));
      return events.broken().<Ending>map(Failed::new).orElse(ending);
    }
  }

  private Ending stream(
      HttpRequest request,
      AsyncBody.Consumer<List<ByteBuffer>> sink,
      Runnable opened,
      Duration life)
      throws InterruptedException {
    try {
      var response = connection.send(request, sink);
      try {
        if (!response.isSuccessful()) {
          return refusal(response);
        }
        opened.run();
        response.body().consume();
        response.body().done().get(life.toMillis(), MILLISECONDS);
        return new Ended();
      } finally {
        response.body().cancel();
      }
    } catch (ExecutionException cut) {
      connection.lost();
      return new Failed(cut.getCause() == null ? "cut" : cut.getCause().getClass().getSimpleName());
    } catch (TimeoutException silent) {
      connection.lost();
      return new Failed("no answer in time");
    }
  }

  /** Its timeout is for the head of the answer; how long the body may take is the caller's. */
  private HttpRequest request(String path) {
    return connection
        .newRequest()
        .uri(root + path)
        .header("Accept", "application/json")
        .timeout(ANSWER.toMillis(), MILLISECONDS)
        .forStreaming()
        .build();
  }

  private static Ending refusal(HttpResponse<?> response) {
    if (response.code() == FORBIDDEN) {
      return new Denied();
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
