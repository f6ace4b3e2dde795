package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no tier \"hott\"",
        "Größe zu groß",
        "数据库",
        "🎉 emoji",
        "e\u0301 combined",
        "עברית"
      })
  void whatPeopleWriteStays(String text) {
    assertThat(PodText.clean(text, 160)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void whatMovesCursorsOrForgesLinesGoes(String text, String cleaned) {
    assertThat(PodText.clean(text, 160)).isEqualTo(cleaned);
  }

  static Object[][] hostileTexts() {
    return new Object[][] {
      {"one\ntwo", "one two"},
      {"one\r\n{\"level\":\"ERROR\"}", "one {\"level\":\"ERROR\"}"},
      {"a\u001B[31mred\u001B[0m", "ared"},
      {"a\u001B[2J\u001B[1;1Hb", "ab"},
      {"a\u001B]0;title\u0007b", "ab"},
      {"a\u001B]8;;http://x\u001B\\link", "alink"},
      {"a\u001Bcb", "ab"},
      {"a\u009B31mb", "a31mb"},
      {"a\u0000b\u0007c\bd\u007Fe", "abcde"},
      {"user\u202Etxt.exe", "usertxt.exe"},
      {"a\u2066b\u2069c\u200Fd\u061Ce", "abcde"},
      {"a\u200Bb\u200Dc\uFEFFd\u00ADe", "abcde"},
      {"a\u2028b\u2029c\u0085d", "a b c d"},
      {"a\uD800b", "ab"},
      {"a\uE000b", "ab"},
      {"a" + Character.toString(0xE0041) + "b", "ab"},
      {"  \t padded \u00A0 ", "padded"},
      {"\u001B", ""},
      {"", ""},
    };
  }

  @Test
  void itIsCutWithoutCuttingACharacter() {
    assertThat(PodText.clean("x".repeat(200), 160)).hasSize(160);
    assertThat(PodText.clean("x".repeat(159) + "🎉", 160)).isEqualTo("x".repeat(159));
    assertThat(PodText.clean("x".repeat(158) + "🎉", 160)).endsWith("🎉").hasSize(160);
  }

  @Test
  void whatIsTakenOutDoesNotCount() {
    assertThat(PodText.clean("\u0000".repeat(1000) + "told", 160)).isEqualTo("told");
  }

  @RepeatedTest(50)
  void nothingMadeUpComesThroughAsAControl() {
    // Given
    RandomGenerator random = RandomGenerator.getDefault();
    var text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
    }

    // When
    String cleaned = PodText.clean(text.toString(), 160);

    // Then
    assertThat(cleaned).hasSizeLessThanOrEqualTo(160);
    assertThat(cleaned.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(c -> Character.getType(c) == Character.FORMAT)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
        .noneMatch(c -> Character.getType(c) == Character.LINE_SEPARATOR);
  }
}
