package dev.freshet.operator.references;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a Secret or ConfigMap holds. Two are equal when they hold the same bytes: a change of a
 * label is no change. Values leave it by {@link #value} alone and never by {@code toString}.
 */
public final class Contents {
  private final Map<String, byte[]> values;

  private Contents(Map<String, byte[]> values) {
    this.values = values;
  }

  /** Contents made by hand, for those who test against them. */
  public static Contents of(Map<String, byte[]> values) {
    var copy = new TreeMap<String, byte[]>();
    values.forEach((key, value) -> copy.put(key, value.clone()));
    return new Contents(copy);
  }

  /** The contents of an object as the API server writes it. */
  static Contents read(Reference.Kind kind, JsonNode object) {
    var values = new TreeMap<String, byte[]>();
    switch (kind) {
      case SECRET -> decode(object.path("data"), values);
      case CONFIG_MAP -> {
        decode(object.path("binaryData"), values);
        object
            .path("data")
            .properties()
            .forEach(entry -> values.put(entry.getKey(), utf8(entry.getValue().asText())));
      }
    }
    return new Contents(values);
  }

  /** A copy of what stands under this key. */
  public Optional<byte[]> value(String key) {
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  /** The names under which something stands. */
  public Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contents that
        && values.keySet().equals(that.values.keySet())
        && values.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), that.values.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "Contents[" + values.size() + " entries]";
  }

  private static void decode(JsonNode base64, Map<String, byte[]> into) {
    base64
        .properties()
        .forEach(
            entry ->
                into.put(entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
