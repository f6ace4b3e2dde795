package dev.freshet.operator.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.KeyPrefix;
import dev.freshet.operator.keys.KeyRoots;
import dev.freshet.operator.keys.KeyTemplate;
import dev.freshet.operator.keys.Parsed;
import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Separator;
import dev.freshet.operator.keys.TenantNames;
import dev.freshet.operator.keys.TimeBucket;
import dev.freshet.operator.keys.ValueEncoding;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysContractTest {
  record Vectors(
      String about,
      List<Encoding> encode,
      List<Template> templates,
      List<MalformedTemplate> malformedTemplates,
      List<MalformedTemplate> malformedVersionKeys,
      List<MalformedTemplate> malformedClientKeys,
      List<Prefix> prefixes,
      List<MalformedPrefix> malformedPrefixes,
      List<Tenant> tenants,
      List<Bucket> timeBuckets,
      List<Key> keys) {}

  record Encoding(String separator, String value, String encoded) {}

  record Template(String template, List<String> placeholders) {}

  record MalformedTemplate(String template, int position) {}

  record Prefix(String prefix, String separator, boolean tenant) {}

  record MalformedPrefix(String prefix, String separator, int position) {}

  record Tenant(String charset, String separator, String tenant, boolean accepted) {}

  record Bucket(String bucket, String timeZone, String instant, String text) {}

  record Key(
      String prefix,
      String epoch,
      String separator,
      @Nullable String tenant,
      String template,
      Map<String, String> parameters,
      @Nullable String instant,
      @Nullable String timeZone,
      @Nullable String appVersion,
      String key) {}

  private static final Vectors VECTORS = ContractFiles.read("keys.json", Vectors.class);

  static Stream<Encoding> encode() {
    return VECTORS.encode().stream();
  }

  @ParameterizedTest
  @MethodSource
  void encode(Encoding vector) {
    // When
    var encoded = ValueEncoding.encode(vector.value(), separator(vector.separator()));

    // Then
    assertThat(encoded).isEqualTo(vector.encoded());
  }

  static Stream<Template> templates() {
    return VECTORS.templates().stream();
  }

  @ParameterizedTest
  @MethodSource
  void templates(Template vector) {
    // When
    var template = KeyTemplate.parse(vector.template()).toOptional().orElseThrow();

    // Then
    assertThat(template.placeholders()).containsExactlyElementsOf(vector.placeholders());
  }

  static Stream<MalformedTemplate> malformedTemplates() {
    return VECTORS.malformedTemplates().stream();
  }

  @ParameterizedTest
  @MethodSource
  void malformedTemplates(MalformedTemplate vector) {
    // When
    var parsed = KeyTemplate.parse(vector.template());

    // Then
    assertMalformedAt(vector.position(), parsed);
  }

  static Stream<MalformedTemplate> malformedVersionKeys() {
    return VECTORS.malformedVersionKeys().stream();
  }

  @ParameterizedTest
  @MethodSource
  void malformedVersionKeys(MalformedTemplate vector) {
    // When
    var parsed = KeyTemplate.parseVersionKey(vector.template());

    // Then
    assertMalformedAt(vector.position(), parsed);
  }

  static Stream<MalformedTemplate> malformedClientKeys() {
    return VECTORS.malformedClientKeys().stream();
  }

  @ParameterizedTest
  @MethodSource
  void malformedClientKeys(MalformedTemplate vector) {
    // When
    var parsed = KeyTemplate.parseClientKey(vector.template());

    // Then
    assertMalformedAt(vector.position(), parsed);
  }

  static Stream<Prefix> prefixes() {
    return VECTORS.prefixes().stream();
  }

  @ParameterizedTest
  @MethodSource
  void prefixes(Prefix vector) {
    // When
    var prefix = KeyPrefix.parse(vector.prefix(), separator(vector.separator())).toOptional();

    // Then
    assertThat(prefix.orElseThrow().hasTenant()).isEqualTo(vector.tenant());
  }

  static Stream<MalformedPrefix> malformedPrefixes() {
    return VECTORS.malformedPrefixes().stream();
  }

  @ParameterizedTest
  @MethodSource
  void malformedPrefixes(MalformedPrefix vector) {
    // When
    var parsed = KeyPrefix.parse(vector.prefix(), separator(vector.separator()));

    // Then
    assertMalformedAt(vector.position(), parsed);
  }

  static Stream<Tenant> tenants() {
    return VECTORS.tenants().stream();
  }

  @ParameterizedTest
  @MethodSource
  void tenants(Tenant vector) {
    // Given
    var names =
        switch (vector.charset()) {
          case "DNSLabel" -> TenantNames.DNS_LABEL;
          case "Token" -> TenantNames.TOKEN;
          default -> throw new AssertionError("no charset " + vector.charset());
        };

    // When
    boolean accepted = names.accepts(vector.tenant(), separator(vector.separator()));

    // Then
    assertThat(accepted).isEqualTo(vector.accepted());
  }

  static Stream<Bucket> timeBuckets() {
    return VECTORS.timeBuckets().stream();
  }

  @ParameterizedTest
  @MethodSource
  void timeBuckets(Bucket vector) {
    // Given
    var bucket = TimeBucket.valueOf(vector.bucket().toUpperCase(Locale.ROOT));

    // When
    var text = bucket.at(Instant.parse(vector.instant()), ZoneId.of(vector.timeZone()));

    // Then
    assertThat(text).isEqualTo(vector.text());
  }

  static Stream<Key> keys() {
    return VECTORS.keys().stream();
  }

  @ParameterizedTest
  @MethodSource
  void keys(Key vector) {
    // Given
    var prefix = KeyPrefix.parse(vector.prefix(), separator(vector.separator()));
    var roots =
        new KeyRoots(prefix.toOptional().orElseThrow(), vector.epoch(), TenantNames.DNS_LABEL);
    var root =
        vector.tenant() == null ? roots.everyTenant() : roots.tenant(vector.tenant()).orElseThrow();
    var template = KeyTemplate.parse(vector.template()).toOptional().orElseThrow();

    // When
    var pattern = root.pattern(template, vector.parameters());
    if (vector.instant() != null && vector.timeZone() != null) {
      pattern = pattern.at(Instant.parse(vector.instant()), ZoneId.of(vector.timeZone()));
    }
    if (vector.appVersion() != null) {
      pattern = pattern.appVersion(vector.appVersion());
    }

    // Then
    assertThat(pattern.key().map(key -> new String(key, UTF_8))).contains(vector.key());
  }

  private static void assertMalformedAt(int position, Parsed<?> parsed) {
    assertThat(parsed)
        .isInstanceOfSatisfying(
            Malformed.class, malformed -> assertThat(malformed.position()).isEqualTo(position));
  }

  private static Separator separator(String text) {
    return Separator.of(text).orElseThrow();
  }
}
