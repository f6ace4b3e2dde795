package dev.freshet.testbed.pod;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a server does with a request it has read. */
public sealed interface Reaction {

  /** A whole answer, at once. */
  record Reply(int status, Map<String, String> headers, Body body) implements Reaction {
    public Reply {
      headers = Map.copyOf(headers);
    }

    public static Reply json(int status, String json) {
      return of(status, "application/json", json);
    }

    public static Reply of(int status, String contentType, String body) {
      return new Reply(status, Map.of("Content-Type", contentType), Body.of(body));
    }

    public Reply withHeader(String name, String value) {
      var more = new TreeMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  /** The answer after a while. */
  record Late(Duration delay, Reaction then) implements Reaction {}

  /** Keeps the connection open and says nothing. */
  record Silence() implements Reaction {}

  /** The answer, one byte after each pause. */
  record Trickle(Duration pause, Reply reply) implements Reaction {}

  /** The head and this many bytes of the body, then the connection ends. */
  record CutOff(Reply reply, int bodyBytes) implements Reaction {}

  /** The connection ends without a word. */
  record HangUp() implements Reaction {}

  /** Bytes as they are, HTTP or not; then the connection ends. */
  record Raw(Body bytes) implements Reaction {}
}
