package dev.freshet.operator.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freshet.operator.keys.KeyPattern;
import dev.freshet.operator.keys.KeyPrefix;
import dev.freshet.operator.keys.KeyRoots;
import dev.freshet.operator.keys.KeyTemplate;
import dev.freshet.operator.keys.ProtectedKeys;
import dev.freshet.operator.keys.Separator;
import dev.freshet.operator.keys.TenantNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlobsContractTest {
  record Vectors(
      String about,
      List<Pattern> patterns,
      @JsonProperty("protected") List<Protection> protections) {}

  record Pattern(
      String prefix,
      String epoch,
      String separator,
      String tenantCharset,
      @Nullable String tenant,
      @Nullable String template,
      @Nullable Map<String, String> parameters,
      @Nullable String exactly,
      String glob,
      String literalStart,
      List<String> matches,
      List<String> rejects) {

    KeyPattern asPattern() {
      var roots =
          new KeyRoots(
              KeyPrefix.parse(prefix, Separator.of(separator).orElseThrow())
                  .toOptional()
                  .orElseThrow(),
              epoch,
              tenantCharset.equals("Token") ? TenantNames.TOKEN : TenantNames.DNS_LABEL);
      var root = tenant == null ? roots.everyTenant() : roots.tenant(tenant).orElseThrow();
      if (template == null || parameters == null) {
        return root.exactly(exactly);
      }
      return root.pattern(KeyTemplate.parse(template).toOptional().orElseThrow(), parameters);
    }
  }

  record Protection(List<String> patterns, List<String> matches, List<String> rejects) {}

  private static final Vectors VECTORS = ContractFiles.read("globs.json", Vectors.class);

  static Stream<Pattern> patterns() {
    return VECTORS.patterns().stream();
  }

  @ParameterizedTest
  @MethodSource
  void patterns(Pattern vector) {
    // When
    var pattern = vector.asPattern();

    // Then
    assertThat(pattern.glob()).asString(UTF_8).isEqualTo(vector.glob());
    assertThat(pattern.literalStart()).isEqualTo(vector.literalStart());
    assertThat(vector.matches())
        .isNotEmpty()
        .allMatch(key -> pattern.matcher().matches(key.getBytes(UTF_8)));
    assertThat(vector.rejects())
        .isNotEmpty()
        .noneMatch(key -> pattern.matcher().matches(key.getBytes(UTF_8)));
  }

  static Stream<Protection> protectedKeys() {
    return VECTORS.protections().stream();
  }

  @ParameterizedTest
  @MethodSource
  void protectedKeys(Protection vector) {
    // When
    var keys = new ProtectedKeys(vector.patterns());

    // Then
    assertThat(vector.matches()).allMatch(key -> keys.protects(key.getBytes(UTF_8)));
    assertThat(vector.rejects()).noneMatch(key -> keys.protects(key.getBytes(UTF_8)));
  }
}
