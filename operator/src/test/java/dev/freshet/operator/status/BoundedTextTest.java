package dev.freshet.operator.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTextTest {
  @Test
  void controlCharactersCannotForgeALineOrRepaintATerminal() {
    assertThat(BoundedText.of("a\r\nb\u001b[31mc\u202ed\u2028e", 100)).isEqualTo("a  b [31mc d e");
  }

  @Test
  void textThatFitsIsLeftAlone() {
    assertThat(BoundedText.of("unknown cache \"sku\"", 19)).isEqualTo("unknown cache \"sku\"");
  }

  @Test
  void longTextIsCutBetweenCharactersAndSaysSo() {
    var cut = BoundedText.of("ü".repeat(200), 160);

    assertThat(cut).startsWith("üü").endsWith("ü…");
    assertThat(cut.getBytes(UTF_8)).hasSizeBetween(157, 160);
  }
}
