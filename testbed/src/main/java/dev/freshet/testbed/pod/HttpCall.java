package dev.freshet.testbed.pod;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param target path and query
 * @param headers by lower-case name; of several with one name the last
 */
public record HttpCall(
    Instant at, String method, String target, Map<String, String> headers, Body body) {

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /** The value of a header, or nothing but the empty string. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  @Override
  public String toString() {
    return method + " " + target + " (" + body.length() + " bytes)";
  }
}
