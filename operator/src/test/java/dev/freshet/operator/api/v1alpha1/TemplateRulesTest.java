package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.KeyPrefix;
import dev.freshet.operator.keys.KeyTemplate;
import dev.freshet.operator.keys.Parsed;
import dev.freshet.operator.keys.Separator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The API server judges templates by regular expressions, the operator by its parser. What the
 * operator can read is never refused at apply, and what passes at apply is only refused by the
 * operator for what a regular expression can't count.
 */
class TemplateRulesTest {
  private static final List<String> TOKENS =
      List.of(
          "a",
          ":",
          "|",
          "é",
          " ",
          "1",
          "{id}",
          "{user_id}",
          "{version}",
          "{@hour}",
          "{@week}",
          "{@appVersion}",
          "{tenant}",
          "{epoch}",
          "*",
          "{{",
          "}}",
          "{",
          "}",
          "{}",
          "{1}",
          "\t");

  private static final List<String> UNCOUNTED =
      List.of("for the second time", "at most", "belongs into keyspace.prefix");

  private static final Schema POLICY = Crd.of(CachePolicy.class).spec();

  @ParameterizedTest
  @ValueSource(strings = {"spec.caches[].keys[]", "spec.caches[].versionKey"})
  void theRuleForTemplatesAgreesWithTheParser(String place) {
    // Given
    var atApply = matches(place, "self.matches(", "");
    Function<String, Parsed<KeyTemplate>> operator =
        place.endsWith("versionKey") ? KeyTemplate::parseVersionKey : KeyTemplate::parse;

    // When
    var disputed = texts().filter(text -> !agree(atApply.test(text), operator.apply(text)));

    // Then
    assertThat(disputed).isEmpty();
  }

  @Test
  void theRuleOfAFlushIsThatOfAPolicy() {
    // Given
    var ofPolicy = place(POLICY, "spec.caches[].keys[]");
    var ofFlush = place(Crd.of(CacheFlush.class).spec(), "spec.scope.keyPatterns[]");

    // Then
    assertThat(ofFlush.rules()).isEqualTo(ofPolicy.rules());
  }

  @ParameterizedTest
  @EnumSource(Separator.class)
  void theRulesForPrefixesAgreeWithTheParser(Separator separator) {
    // Given
    var withTenants = matches("spec.keyspace", "self.tenancy != 'Prefix'", separator.toString());
    var without = matches("spec.keyspace", "self.tenancy != 'None'", separator.toString());

    // When
    var disputed =
        texts()
            .filter(
                text -> {
                  var parsed = KeyPrefix.parse(text, separator);
                  var atApply = hasTenant(text) ? withTenants : without;
                  return !agree(atApply.test(text), parsed);
                });

    // Then
    assertThat(disputed).isEmpty();
  }

  @Test
  void thePrefixesTriedAreOfBothKinds() {
    assertThat(texts().filter(text -> hasTenant(text) && isReadable(text))).hasSizeGreaterThan(20);
    assertThat(texts().filter(text -> !hasTenant(text) && isReadable(text))).hasSizeGreaterThan(20);
  }

  private static boolean isReadable(String text) {
    return KeyPrefix.parse(text, Separator.COLON).toOptional().isPresent();
  }

  /** Braces in pairs are text, wherever they stand. */
  private static boolean hasTenant(String text) {
    return text.replace("{{", "").contains("{tenant}");
  }

  private static boolean agree(boolean acceptedAtApply, Parsed<?> parsed) {
    return switch (parsed) {
      case Parsed.Valid<?> _ -> acceptedAtApply;
      case Parsed.Malformed<?>(var _, var message) ->
          !acceptedAtApply || UNCOUNTED.stream().anyMatch(message::contains);
    };
  }

  /** Short enough that most mistakes come alone; the same ones in each run. */
  private static Stream<String> texts() {
    var random = new Random(20_261_121);
    return IntStream.range(0, 40_000)
        .mapToObj(
            _ ->
                IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(_ -> TOKENS.get(random.nextInt(TOKENS.size())))
                    .collect(Collectors.joining()))
        .distinct();
  }

  /** The regular expression of a rule, with its parts joined as CEL joins them. */
  private static Predicate<String> matches(String place, String start, String separator) {
    var expression =
        place(POLICY, place).rules().stream()
            .map(Schema.Rule::expression)
            .filter(rule -> rule.startsWith(start))
            .findFirst()
            .orElseThrow()
            .replaceFirst("(?s).*\\.matches\\(\\s*'", "")
            .replace("' + self.separator + '", separator)
            .replaceAll("'\\s*\\+ '", "")
            .replaceFirst("'\\)$", "")
            .replace("[:cntrl:]", "\\p{Cntrl}");
    return Pattern.compile(expression).asMatchPredicate();
  }

  private static Schema place(Schema root, String path) {
    return root.walk().filter(place -> place.path().equals(path)).findFirst().orElseThrow();
  }
}
