package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.Part.Star;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must hold for all templates, values and tenants, however hostile. */
class KeyPropertiesTest {
  private static final int CASES = 10_000;

  @Test
  void anyTextIsEitherReadWholeOrRefusedAtAPlaceWithinIt() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var text = Hostile.value(chance);

          // When
          var parsed = KeyTemplate.parse(text);

          // Then
          switch (parsed) {
            case Valid<KeyTemplate>(KeyTemplate template) -> assertThat(template).hasToString(text);
            case Malformed<KeyTemplate>(int position, String message) -> {
              assertThat(position).isBetween(1, Math.max(1, text.codePointCount(0, text.length())));
              assertThat(message).isNotBlank().doesNotEndWith(".").doesNotContainPattern("\\p{Cc}");
            }
          }
        });
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var template = Hostile.template(chance);

          // When
          var readAgain = KeyTemplate.parse(template.toString());

          // Then
          assertThat(readAgain).isEqualTo(new Valid<>(template));
        });
  }

  @Test
  void aKeyMadeFromATemplateMatchesItWhateverItsValues() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var roots = Hostile.roots(chance);
          var tenant = Hostile.tenant(chance);
          var template = Hostile.template(chance);
          var parameters = Hostile.parameters(template, chance);
          var key = key(roots, tenant, template, parameters, chance);

          // When
          var root = chance.onceIn(2) ? roots.everyTenant() : roots.tenant(tenant).orElseThrow();
          var pattern = root.pattern(template, some(parameters, chance));

          // Then
          assertThat(pattern.matcher().matches(key)).as("%s", pattern).isTrue();
          assertThat(new String(key, UTF_8)).startsWith(pattern.literalStart());
        });
  }

  @Test
  void aKeyOfAnotherTenantNeverMatches() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var roots = Hostile.roots(chance);
          var tenant = Hostile.tenant(chance);
          var other = Hostile.tenant(chance);
          var template = Hostile.template(chance);
          var parameters = Hostile.parameters(template, chance);
          var key = key(roots, tenant, template, parameters, chance);

          // When
          var pattern = roots.tenant(other).orElseThrow().pattern(template, Map.of());
          var located = roots.everyTenant().locate(key).orElseThrow();

          // Then
          assertThat(pattern.matcher().matches(key)).isEqualTo(tenant.equals(other));
          assertThat(located.tenant()).isEqualTo(tenant);
        });
  }

  @Test
  void noTenantsNameReachesBeyondItsOwnKeys() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var roots = Hostile.roots(chance);
          var victim = Hostile.tenant(chance);
          var template = Hostile.template(chance);
          var key = key(roots, victim, template, Hostile.parameters(template, chance), chance);
          var name = chance.onceIn(2) ? Hostile.value(chance) : victim + Hostile.value(chance);

          // When
          var root = roots.tenant(name);

          // Then
          assertThat(root.flatMap(found -> found.locate(key)).isPresent())
              .isEqualTo(name.equals(victim));
        });
  }

  @Test
  void aValueNeverReachesTheKeysOfAnotherValue() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var roots = Hostile.roots(chance);
          var root = roots.tenant(Hostile.tenant(chance)).orElseThrow();
          var template =
              KeyTemplate.parse("user" + roots.prefix().separator() + "{id}")
                  .toOptional()
                  .orElseThrow();
          var mine = ValueEncoding.encode(Hostile.value(chance), roots.prefix().separator());
          var yours = Hostile.value(chance);

          // When
          var matcher = root.pattern(template, Map.of("id", yours)).matcher();
          var key = root.exactly("user" + roots.prefix().separator() + mine).key().orElseThrow();

          // Then
          assertThat(matcher.matches(key))
              .isEqualTo(mine.equals(ValueEncoding.encode(yours, roots.prefix().separator())));
        });
  }

  @Test
  void theGlobLetsEveryKeyThroughThatTheMatcherAccepts() {
    Chance.forAll(
        CASES,
        chance -> {
          // Given
          var roots = Hostile.roots(chance);
          var tenant = Hostile.tenant(chance);
          var template = Hostile.template(chance);
          var parameters = Hostile.parameters(template, chance);
          var key = damaged(key(roots, tenant, template, parameters, chance), chance);
          var root = chance.onceIn(2) ? roots.everyTenant() : roots.tenant(tenant).orElseThrow();

          // When
          var pattern = root.pattern(template, some(parameters, chance));

          // Then
          if (pattern.matcher().matches(key)) {
            assertThat(RedisGlob.matches(pattern.glob(), key)).as("%s", pattern).isTrue();
          }
        });
  }

  /** The key of an app that fills wildcards with whatever it likes. */
  private static byte[] key(
      KeyRoots roots,
      String tenant,
      KeyTemplate template,
      Map<String, String> parameters,
      Chance chance) {
    var separator = roots.prefix().separator();
    var key = new ByteArrayOutputStream();
    key.writeBytes(roots.tenant(tenant).orElseThrow().exactly("").key().orElseThrow());
    for (var part : template.parts()) {
      key.writeBytes(
          switch (part) {
            case Literal(String text) -> text.getBytes(UTF_8);
            case Placeholder(String name) ->
                ValueEncoding.encode(parameters.getOrDefault(name, ""), separator).getBytes(UTF_8);
            case Bucket(TimeBucket bucket) ->
                bucket
                    .at(Instant.ofEpochSecond(chance.below(Integer.MAX_VALUE)), ZoneOffset.UTC)
                    .getBytes(UTF_8);
            case AppVersion _ ->
                ValueEncoding.encode(Hostile.value(chance), separator).getBytes(UTF_8);
            case Star _ ->
                chance.onceIn(2)
                    ? chance.bytes(chance.below(12))
                    : Hostile.value(chance).getBytes(UTF_8);
          });
    }
    return key.toByteArray();
  }

  private static Map<String, String> some(Map<String, String> parameters, Chance chance) {
    var some = new LinkedHashMap<>(parameters);
    some.keySet().removeIf(name -> chance.onceIn(2));
    return some;
  }

  private static byte[] damaged(byte[] key, Chance chance) {
    if (chance.onceIn(2)) {
      key[chance.below(key.length)] = chance.bytes(1)[0];
    }
    return key;
  }
}
