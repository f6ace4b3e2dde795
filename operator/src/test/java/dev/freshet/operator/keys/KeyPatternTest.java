package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPatternTest {
  private final KeyRoots shop =
      new KeyRoots(
          KeyPrefix.parse("shop:{epoch}:t:{tenant}:", Separator.COLON).toOptional().orElseThrow(),
          "1",
          TenantNames.DNS_LABEL);
  private final KeyRoot acme = shop.tenant("acme").orElseThrow();

  @Test
  void placeholdersWithoutAValueStayOpen() {
    // Given
    var template = template("calendar:{user_id}:v{version}:*");

    // When
    var pattern = acme.pattern(template, Map.of("user_id", "7", "unknown", "x"));

    // Then
    assertThat(pattern).hasToString("shop:1:t:acme:calendar:7:v*:*");
    assertThat(pattern.literalStart()).isEqualTo("shop:1:t:acme:calendar:7:v");
    assertThat(pattern.key()).isEmpty();
  }

  @Test
  void withAllValuesThePatternIsOneKey() {
    // Given
    var template = template("stats:{id}:{@hour}:{@appVersion}");

    // When
    var pattern =
        acme.pattern(template, Map.of())
            .with(Map.of("id", "a b"))
            .at(Instant.parse("2026-11-20T23:30:00Z"), ZoneId.of("Europe/Berlin"))
            .appVersion("1:2");

    // Then
    assertThat(pattern.key().map(key -> new String(key, UTF_8)))
        .contains("shop:1:t:acme:stats:a%20b:2026112100:1%3A2");
  }

  @Test
  void anOpenTenantEndsTheLiteralStart() {
    // When
    var pattern = shop.everyTenant().pattern(template("product:{id}"), Map.of("id", "42"));

    // Then
    assertThat(pattern).hasToString("shop:1:t:*:product:42");
    assertThat(pattern.literalStart()).isEqualTo("shop:1:t:");
    assertThat(pattern.key()).isEmpty();
  }

  @Test
  void whatMeansSomethingInAGlobIsEscaped() {
    // When
    var pattern = acme.exactly("a*b?c[d]\\");

    // Then
    assertThat(pattern.glob()).asString(UTF_8).isEqualTo("shop:1:t:acme:a\\*b\\?c\\[d\\]\\\\");
    assertThat(pattern.key().map(key -> new String(key, UTF_8)))
        .contains("shop:1:t:acme:a*b?c[d]\\");
  }

  @Test
  void anExactKeyIsMatchedAsItIs() {
    // Given
    var matcher = acme.exactly("{id}:*").matcher();

    // When
    boolean same = matcher.matches("shop:1:t:acme:{id}:*".getBytes(UTF_8));
    boolean other = matcher.matches("shop:1:t:acme:{id}:x".getBytes(UTF_8));

    // Then
    assertThat(same).isTrue();
    assertThat(other).isFalse();
  }

  @Test
  void theRestOfAKeyIsMatchedBelowEachTenant() {
    // Given
    var everyTenant = shop.everyTenant();
    var matcher = acme.pattern(template("product:{id}"), Map.of()).matcher();
    var key = "shop:1:t:globex:product:42".getBytes(UTF_8);

    // When
    boolean rest = matcher.matchesRest(key, everyTenant.locate(key).orElseThrow());
    boolean whole = matcher.matches(key);

    // Then
    assertThat(rest).isTrue();
    assertThat(whole).isFalse();
  }

  private static KeyTemplate template(String text) {
    return KeyTemplate.parse(text).toOptional().orElseThrow();
  }
}
