package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * The one way in which a value gets into a key, so that no user-controlled text leaves its place.
 *
 * <p>Unicode NFC, UTF-8, then percent-encoding of all that means something in a key, a glob or a
 * template. A value over 128 bytes becomes {@code ~} and its digest; the empty one becomes a bare
 * {@code ~}, because a placeholder never stands for nothing. A {@code ~} that a value itself begins
 * with is percent-encoded: else somebody who knows the digest could name another's long value.
 */
public final class ValueEncoding {
  private static final int MAX_BYTES = 128;
  private static final char STAND_IN = '~';
  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

  private ValueEncoding() {}

  /** What stands in a key for this value. */
  public static String encode(String value, Separator separator) {
    var text = Normalizer.normalize(wellFormed(value), Normalizer.Form.NFC);
    var bytes = text.getBytes(UTF_8);
    if (bytes.length > MAX_BYTES) {
      return STAND_IN + HexFormat.of().formatHex(sha256().digest(bytes));
    }
    if (text.isEmpty()) {
      return String.valueOf(STAND_IN);
    }
    var encoded = new StringBuilder(bytes.length);
    text.codePoints()
        .forEach(
            character -> {
              if (isLoaded(character, separator) || (character == STAND_IN && encoded.isEmpty())) {
                percentEncode(character, encoded);
              } else {
                encoded.appendCodePoint(character);
              }
            });
    return encoded.toString();
  }

  /** Half a surrogate pair has no bytes in UTF-8; every language is to write the same for it. */
  private static String wellFormed(String value) {
    var text = new StringBuilder(value.length());
    value
        .codePoints()
        .map(character -> Character.getType(character) == Character.SURROGATE ? 0xFFFD : character)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean isLoaded(int character, Separator separator) {
    return switch (character) {
      case '*', '?', '[', ']', '\\', '{', '}', '%', ' ' -> true;
      default ->
          character == separator.character() || Character.getType(character) == Character.CONTROL;
    };
  }

  private static void percentEncode(int character, StringBuilder encoded) {
    for (byte octet : Character.toString(character).getBytes(UTF_8)) {
      encoded.append('%');
      UPPER_CASE.toHexDigits(encoded, octet);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
