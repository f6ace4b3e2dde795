package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueEncodingTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "42, 42",
        "Grüße, Grüße",
        "a:b, a%3Ab",
        "a b, a%20b",
        "100%, 100%25",
        "*?[]\\{}, %2A%3F%5B%5D%5C%7B%7D",
        "a|b/c#d.e, a|b/c#d.e",
        "``, ~",
        "~root, %7Eroot",
        "~, %7E",
        "a~b, a~b"
      })
  void whatMeansSomethingInAKeyIsPercentEncoded(String value, String expected) {
    // When
    var encoded = ValueEncoding.encode(value, Separator.COLON);

    // Then
    assertThat(encoded).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "COLON, a%3Ab|c/d#e.f",
    "PIPE, a:b%7Cc/d#e.f",
    "SLASH, a:b|c%2Fd#e.f",
    "HASH, a:b|c/d%23e.f",
    "DOT, a:b|c/d#e%2Ef"
  })
  void onlyTheSeparatorOfTheKeyspaceIsEncoded(Separator separator, String expected) {
    // When
    var encoded = ValueEncoding.encode("a:b|c/d#e.f", separator);

    // Then
    assertThat(encoded).isEqualTo(expected);
  }

  @Test
  void controlCharactersOfBothBlocksAreEncodedByteForByte() {
    // When
    var encoded = ValueEncoding.encode("\0\r\n\u001B\u007F\u0080\u009F", Separator.COLON);

    // Then
    assertThat(encoded).isEqualTo("%00%0D%0A%1B%7F%C2%80%C2%9F");
  }

  @Test
  void bothNormalFormsAreOneValue() {
    // When
    var composed = ValueEncoding.encode("\u00C5ngstr\u00F6m", Separator.COLON);
    var decomposed = ValueEncoding.encode("A\u030Angstro\u0308m", Separator.COLON);

    // Then
    assertThat(composed).isEqualTo(decomposed).isEqualTo("Ångström");
  }

  @Test
  void moreThan128BytesBecomeADigestWhicheverTheNormalForm() {
    // Given
    var longest = "é".repeat(64);

    // When
    var kept = ValueEncoding.encode(longest, Separator.COLON);
    var digest = ValueEncoding.encode(longest + "x", Separator.COLON);
    var ofDecomposed = ValueEncoding.encode("e\u0301".repeat(64) + "x", Separator.COLON);

    // Then
    assertThat(kept).isEqualTo(longest);
    assertThat(digest)
        .isEqualTo("~f77e4b80a0069d8c5c8732cd04b94a1887f17a5b3a5cc5e7a10351c8e3f2eaf8")
        .isEqualTo(ofDecomposed);
  }

  @Test
  void nobodyCanNameALongValueByItsDigest() {
    // Given
    var digest = ValueEncoding.encode("secret".repeat(30), Separator.COLON);

    // When
    var named = ValueEncoding.encode(digest, Separator.COLON);

    // Then
    assertThat(named).isNotEqualTo(digest).startsWith("%7E");
  }

  @Test
  void halfASurrogatePairIsTheReplacementCharacter() {
    // When
    var encoded = ValueEncoding.encode("a\uD800b", Separator.COLON);

    // Then
    assertThat(encoded).isEqualTo("a\uFFFDb");
  }

  @Test
  void noValueLeavesItsPlace() {
    Chance.forAll(
        20_000,
        chance -> {
          // Given
          var value = Hostile.value(chance);
          var separator = Hostile.separator(chance);

          // When
          var encoded = ValueEncoding.encode(value, separator);

          // Then
          assertThat(encoded).isNotEmpty().doesNotContain(separator.toString());
          assertThat(encoded).doesNotContainPattern("[*?\\[\\]\\\\{} \\p{Cc}\\p{Cs}]");
          assertThat(encoded.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(3 * 128);
        });
  }

  @Test
  void differentValuesGetDifferentPlacesAndEqualOnesTheSame() {
    var seen = new HashMap<String, String>();
    Chance.forAll(
        20_000,
        chance -> {
          // Given
          var value = Hostile.value(chance);
          var canonical =
              Normalizer.normalize(
                  value
                      .codePoints()
                      .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                      .collect(
                          StringBuilder::new,
                          StringBuilder::appendCodePoint,
                          StringBuilder::append),
                  Normalizer.Form.NFC);

          // When
          var encoded = ValueEncoding.encode(value, Separator.COLON);
          var decomposed =
              ValueEncoding.encode(
                  Normalizer.normalize(value, Normalizer.Form.NFD), Separator.COLON);

          // Then
          assertThat(decomposed).isEqualTo(encoded);
          assertThat(seen.merge(encoded, canonical, (first, second) -> first)).isEqualTo(canonical);
        });
  }
}
