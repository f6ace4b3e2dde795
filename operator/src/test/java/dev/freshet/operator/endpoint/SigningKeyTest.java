package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  private static final String OLD = key(32, 1);
  private static final String NEW = key(40, 2);

  @Test
  void aKeyOfThirtyTwoBytesCanSign() {
    // When
    var parsed = SigningKey.parse(OLD);

    // Then
    assertThat(parsed).isInstanceOf(SigningKey.Parsed.Usable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\r\n", "\t ", "  \n\n"})
  void severalKeysAreSeparatedByWhiteSpace(String space) {
    // When
    var parsed = SigningKey.parse(space + OLD + space + NEW + space);

    // Then
    assertThat(usable(parsed).keys()).containsExactly(bytes(OLD), bytes(NEW));
  }

  @Test
  void aKeyThatIsThereTwiceSignsOnce() {
    assertThat(usable(SigningKey.parse(OLD + " " + OLD)).keys()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                 | is empty
          AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=       | does not start with "whsec_"
          WHSEC_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | does not start with "whsec_"
          whsec_                                             | has 0 bytes
          whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg== | has 31 bytes
          whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8  | not complete base64
          whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka-x_dHh8= | not base64
          whsec_AAEC!wQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | not base64
          """)
  void aKeyThatCanNotSignIsRefusedWithWhatIsWrong(String secret, String problem) {
    // When
    var parsed = SigningKey.parse(secret);

    // Then
    assertThat(invalid(parsed)).contains(problem).contains("at least 32 random bytes");
  }

  @Test
  void oneBadKeyAmongGoodOnesIsSaidAtOnce() {
    assertThat(invalid(SigningKey.parse(OLD + " whsec_c2hvcnQ= " + NEW))).contains("has 5 bytes");
  }

  @Test
  void moreThanFourKeysAreAMistake() {
    // Given
    String five = String.join(" ", IntStream.range(0, 5).mapToObj(i -> key(32, i)).toList());

    // Then
    assertThat(invalid(SigningKey.parse(five))).contains("5 signing keys; at most 4");
  }

  @Test
  void aKeyAsLongAsADocumentIsRefused() {
    assertThat(invalid(SigningKey.parse(key(257, 1)))).contains("has 257 bytes; at most 256");
  }

  @Test
  void aSecretThatIsNoTextIsRefused() {
    assertThat(SigningKey.parse(new byte[] {(byte) 0xff, 0, (byte) 0xfe}))
        .isInstanceOf(SigningKey.Parsed.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY4f1e",
        "whsec_CANARY4f1e",
        "whsec_Q0FOQVJZNGYxZQ==",
        "whsec_CANARY4f1eCANARY4f1eCANARY4f1eCANARY4f1eCANARY4f1e",
        "whsec_CANARY4f1e!CANARY4f1eCANARY4f1eCANARY4f1eCANARY4f1e",
      })
  void neitherProblemsNorTheTextOfAKeyShowIt(String secret) {
    // When
    var parsed = SigningKey.parse(secret);

    // Then
    assertThat(parsed.toString()).doesNotContain("CANARY").doesNotContain("Q0FOQVJZ");
    assertThat(usable(SigningKey.parse(OLD)).toString()).isEqualTo("SigningKey[1 hidden]");
  }

  @Test
  void keysAreEqualByValueSoThatARotationIsNoticed() {
    // Given
    var once = usable(SigningKey.parse(OLD));

    // Then
    assertThat(usable(SigningKey.parse(OLD + "\n"))).isEqualTo(once).hasSameHashCodeAs(once);
    assertThat(usable(SigningKey.parse(OLD + " " + NEW))).isNotEqualTo(once);
  }

  private static String key(int bytes, int fill) {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes(bytes, fill));
  }

  private static byte[] bytes(int bytes, int fill) {
    var key = new byte[bytes];
    java.util.Arrays.fill(key, (byte) fill);
    return key;
  }

  private static byte[] bytes(String key) {
    return Base64.getDecoder().decode(key.substring("whsec_".length()));
  }

  private static SigningKey usable(SigningKey.Parsed parsed) {
    assertThat(parsed).isInstanceOf(SigningKey.Parsed.Usable.class);
    return ((SigningKey.Parsed.Usable) parsed).key();
  }

  private static String invalid(SigningKey.Parsed parsed) {
    assertThat(parsed).isInstanceOf(SigningKey.Parsed.Invalid.class);
    return ((SigningKey.Parsed.Invalid) parsed).message();
  }
}
