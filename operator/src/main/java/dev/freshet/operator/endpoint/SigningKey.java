package dev.freshet.operator.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a target's Secret holds: one key, or several while it is rotated.
 *
 * <p>A key is {@code whsec_} and the base64 form of at least 32 bytes; several are separated by
 * white space. Calls carry one signature per key, so a pod accepts them whether it has already seen
 * the new key or not:
 *
 * <pre>
 *   Secret      old         old new          new
 *   operator    old         old+new          new
 *   pods        old …….. old, later both …….. both, later new
 * </pre>
 *
 * <p>The keys leave this object as signatures only; its text form hides them.
 */
public final class SigningKey {
  /** More are a mistake: a rotation needs two. */
  static final int MOST_KEYS = 4;

  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 32;
  private static final int MOST_BYTES = 256;

  private final List<byte[]> keys;

  private SigningKey(List<byte[]> keys) {
    this.keys = keys;
  }

  /** A reading of a Secret's value: a key, or what its owner has to repair. */
  public sealed interface Parsed {
    /** A key that can sign. */
    record Usable(SigningKey key) implements Parsed {}

    /** The message names the fault, never the value. */
    record Invalid(String message) implements Parsed {}
  }

  /** Reads the decoded value of a Secret's entry. */
  public static Parsed parse(byte[] secretValue) {
    return parse(new String(secretValue, StandardCharsets.UTF_8));
  }

  /** Reads the value of a Secret's entry. */
  public static Parsed parse(String secretValue) {
    List<String> words =
        Stream.of(secretValue.split("\\s+", -1))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    if (words.isEmpty()) {
      return new Parsed.Invalid("the signing key is empty; " + EXPECTED);
    }
    if (words.size() > MOST_KEYS) {
      return new Parsed.Invalid(
          "%d signing keys; at most %d are signed with at once".formatted(words.size(), MOST_KEYS));
    }
    return words.stream()
        .map(SigningKey::problemWith)
        .flatMap(Optional::stream)
        .findFirst()
        .<Parsed>map(Parsed.Invalid::new)
        .orElseGet(
            () ->
                new Parsed.Usable(new SigningKey(words.stream().map(SigningKey::decode).toList())));
  }

  private static final String EXPECTED =
      "expected \"whsec_\" and the base64 form of at least 32 random bytes";

  private static Optional<String> problemWith(String word) {
    if (!word.startsWith(PREFIX)) {
      return Optional.of("the signing key does not start with \"whsec_\"; " + EXPECTED);
    }
    // Java would read a key without its padding, Python would not: what one side of the contract
    // can't read is refused here, where its owner is told.
    if (word.length() % 4 != PREFIX.length() % 4) {
      return Optional.of("the signing key is not complete base64; " + EXPECTED);
    }
    int length;
    try {
      length = decode(word).length;
    } catch (IllegalArgumentException e) {
      return Optional.of("the signing key is not base64; " + EXPECTED);
    }
    if (length < LEAST_BYTES) {
      return Optional.of("the signing key has %d bytes; %s".formatted(length, EXPECTED));
    }
    if (length > MOST_BYTES) {
      return Optional.of(
          "the signing key has %d bytes; at most %d are taken".formatted(length, MOST_BYTES));
    }
    return Optional.empty();
  }

  private static byte[] decode(String word) {
    return Base64.getDecoder().decode(word.substring(PREFIX.length()));
  }

  /** In the order of the Secret. */
  List<byte[]> keys() {
    return keys;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SigningKey that
        && Arrays.deepEquals(keys.toArray(), that.keys.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(keys.toArray());
  }

  @Override
  public String toString() {
    return "SigningKey[" + keys.size() + " hidden]";
  }
}
