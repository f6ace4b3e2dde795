package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.operator.api.v1alpha1.Schema.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every field of every kind. */
class CrdRulesTest {
  /** YAML 1.1 reads these as booleans, also where they are names of fields. */
  private static final Set<String> BOOLEANS_OF_YAML = Set.of("on", "off", "yes", "no", "y", "n");

  /**
   * The prefix of keys without one, no confirmation, and values that Kubernetes allows to be empty.
   */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          "keyspace.prefix",
          ".confirm",
          "matchLabels{}",
          "matchExpressions[].values[]",
          ".labels{}",
          ".annotations{}");

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyKindIsInCategoryFreshetAndHasAStatusOfItsOwn(Crd crd) {
    assertThat(crd.names().path("categories").valueStream().map(JsonNode::asText))
        .containsExactly("freshet");
    assertThat(crd.definition().at("/spec/scope").asText()).isEqualTo("Namespaced");
    assertThat(crd.version().path("subresources").has("status")).isTrue();
    assertThat(crd.status().node().path("default").toString())
        .isEqualTo("{\"observedGeneration\":-1}");
  }

  /** {@code kubectl explain} is the first documentation that people read. */
  @ParameterizedTest
  @MethodSource("crds")
  void everyFieldIsDescribed(Crd crd) {
    assertThat(places(crd).filter(place -> !place.name().endsWith("]") && !isMapValue(place)))
        .allSatisfy(
            place ->
                assertThat(place.description()).as(place.path()).matches("(?s)[A-Za-z@\"].*\\."));
  }

  /** {@code kubectl explain} does not show defaults. */
  @ParameterizedTest
  @MethodSource("crds")
  void everyDefaultIsSaidInTheDescription(Crd crd) {
    assertThat(
            places(crd)
                .filter(place -> place.defaultValue().isPresent())
                .filter(place -> place.properties().isEmpty()))
        .allSatisfy(
            place ->
                assertThat(place.description())
                    .as(place.path())
                    .endsWith("Default: " + asWritten(place) + "."));
  }

  /** The cost of CEL is estimated from the bounds, and no object may fill etcd. */
  @ParameterizedTest
  @MethodSource("crds")
  void everythingIsBounded(Crd crd) {
    assertThat(places(crd))
        .allSatisfy(
            place -> {
              var keywords =
                  switch (place.type()) {
                    case "string" ->
                        place.words().isEmpty() ? List.of("maxLength") : List.of("enum");
                    case "int-or-string" -> List.of("maxLength");
                    case "integer" -> List.of("format", "minimum");
                    case "array" -> List.of("maxItems", "x-kubernetes-list-type");
                    case "object" ->
                        place.values().isPresent()
                            ? List.of("maxProperties")
                            : List.of("properties");
                    case "boolean" -> List.<String>of();
                    default -> List.of("a known type");
                  };
              assertThat(keywords).as(place.path()).allMatch(place.node()::has);
            });
  }

  @ParameterizedTest
  @MethodSource("crds")
  void anEmptyTextIsRefusedWhereItMeansNothing(Crd crd) {
    assertThat(
            crd.spec()
                .walk()
                .filter(place -> place.type().equals("string") && place.words().isEmpty())
                .filter(place -> MAY_BE_EMPTY.stream().noneMatch(place.path()::endsWith)))
        .allSatisfy(
            place ->
                assertThat(place.node().path("minLength").asInt()).as(place.path()).isEqualTo(1));
  }

  /** A list whose default is empty may also be written so. */
  @ParameterizedTest
  @MethodSource("crds")
  void anEmptyListIsRefusedWhereItMeansNothing(Crd crd) {
    assertThat(
            crd.spec()
                .walk()
                .filter(place -> place.type().equals("array"))
                .filter(place -> !place.path().endsWith(".allowedActions")))
        .allSatisfy(
            place ->
                assertThat(place.node().path("minItems").asInt())
                    .as(place.path())
                    .isEqualTo(place.defaultValue().filter(JsonNode::isEmpty).isPresent() ? 0 : 1));
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyNumberThatUsersWriteHasAGreatestValue(Crd crd) {
    assertThat(crd.spec().walk().filter(place -> place.type().equals("integer")))
        .allSatisfy(place -> assertThat(place.node().has("maximum")).as(place.path()).isTrue());
  }

  /** There, a default would make a file that nobody touched look changed for ever. */
  @ParameterizedTest
  @MethodSource("crds")
  void nothingBelowAListHasADefault(Crd crd) {
    assertThat(places(crd).filter(Schema::isBelowList))
        .allSatisfy(place -> assertThat(place.defaultValue()).as(place.path()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("crds")
  void noFieldIsCalledLikeABoolean(Crd crd) {
    assertThat(places(crd).map(Schema::name)).doesNotContainAnyElementsOf(BOOLEANS_OF_YAML);
  }

  /** What can't be written needs no check: no reference crosses a namespace. */
  @ParameterizedTest
  @MethodSource("crds")
  void noReferenceNamesANamespace(Crd crd) {
    // Given
    var references = places(crd).filter(place -> place.name().endsWith("Ref")).toList();

    // Then
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(reference.walk().map(Schema::name))
                    .as(reference.path())
                    .doesNotContain("namespace")
                    .contains("name"));
    assertThat(places(crd).map(Schema::name)).doesNotContain("namespace", "namespaces");
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyRuleSaysWhatIsWrongInAMessageOfItsOwn(Crd crd) {
    assertThat(Stream.concat(Stream.of(crd.schema()), places(crd)).flatMap(p -> p.rules().stream()))
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(rule.message()).as(rule.expression()).hasSizeGreaterThan(20));
  }

  @ParameterizedTest
  @MethodSource("crds")
  void whereARuleComplainsAboutOtherFieldsThatFieldExists(Crd crd) {
    assertThat(places(crd))
        .allSatisfy(
            place ->
                assertThat(place.rules().stream().map(Rule::fieldPath).filter(p -> !p.isEmpty()))
                    .as(place.path())
                    .allMatch(
                        field -> !place.node().at(pointer(field.substring(1))).isMissingNode()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cachepolicies | Ready, Applied, Serving, Version, Age, Reason*, Revision*, Backend*, Message*
          cacheflushes | Policy, Phase, Removed, Pods, Duration, Age, Action*, Token*, Message*
          cachewarms | Policy, Phase, Items, Duration, Age
          cacheflushschedules | Schedule, TZ, Suspend, Last, Next, Age
          cachebackends | Ready, Topology, Server, Version, Age, Message*
          """)
  void kubectlShowsTheColumnsThatPeopleLookFor(String plural, String expected) {
    // Given
    var crd =
        Crd.all()
            .filter(candidate -> candidate.names().path("plural").asText().equals(plural))
            .findFirst()
            .orElseThrow();

    // When
    var columns =
        crd.version()
            .path("additionalPrinterColumns")
            .valueStream()
            .map(c -> c.path("name").asText() + (c.path("priority").asInt() == 1 ? "*" : ""))
            .collect(Collectors.joining(", "));

    // Then
    assertThat(columns).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyColumnShowsAFieldThatExists(Crd crd) {
    assertThat(crd.version().path("additionalPrinterColumns").valueStream())
        .map(column -> column.path("jsonPath").asText().substring(1))
        .filteredOn(path -> !path.startsWith("metadata."))
        .map(path -> path.replaceAll("\\[\\?.*\\)]", "[]"))
        .allMatch(path -> places(crd).anyMatch(place -> place.path().equals(path)));
  }

  private static Stream<Schema> places(Crd crd) {
    return Stream.concat(crd.spec().walk(), crd.status().walk());
  }

  private static boolean isMapValue(Schema place) {
    return place.path().endsWith("{}");
  }

  private static String pointer(String dotted) {
    return "/properties/" + dotted.replace(".", "/properties/");
  }

  /** As YAML on one line. */
  private static String asWritten(Schema place) {
    var value = place.defaultValue().orElseThrow();
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asText).toList().toString();
    }
    if (value.isTextual() && !value.asText().matches("(?=.*[A-Za-z])[A-Za-z0-9]+")) {
      return "\"" + value.asText() + "\"";
    }
    return value.isObject() ? value.toString() : value.asText();
  }
}
