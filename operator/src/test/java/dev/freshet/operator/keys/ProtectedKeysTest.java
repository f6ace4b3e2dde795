package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedKeysTest {
  private final ProtectedKeys keys =
      new ProtectedKeys(List.of("shop:*:session:*", "shop:celery*", "lock", "a{b}?[c]", "q**y"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop:1:session:9",
        "shop:a:b:session:",
        "shop::session:x",
        "shop:celery",
        "shop:celery-x",
        "lock",
        "a{b}?[c]",
        "qy",
        "qzy",
        "freshet:",
        "freshet:{shop/shop}:bus"
      })
  void aKeyOfAPatternStays(String key) {
    // When
    boolean stays = keys.protects(key.getBytes(UTF_8));

    // Then
    assertThat(stays).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop:session:9",
        "xshop:celery",
        "locks",
        "block",
        "ab?[c]",
        "a{b}xc",
        "freshet",
        "xfreshet:"
      })
  void aPatternIsAWholeKeyInWhichOnlyTheStarMeansMore(String key) {
    // When
    boolean stays = keys.protects(key.getBytes(UTF_8));

    // Then
    assertThat(stays).isFalse();
  }

  @Test
  void whatFreshetItselfKeepsIsProtectedEvenWithoutPatterns() {
    // When
    boolean stays = new ProtectedKeys(List.of()).protects("freshet:x".getBytes(UTF_8));

    // Then
    assertThat(stays).isTrue();
  }
}
