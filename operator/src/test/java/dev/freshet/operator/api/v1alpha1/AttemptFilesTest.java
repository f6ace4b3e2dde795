package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.Attempt.Complaint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that {@link AttemptsIT} applies leave no rule untried, and none of them is idle. */
class AttemptFilesTest {

  /** One rule at one place, where its complaint appears. */
  record RuleAt(String field, String message) {}

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyRuleIsBrokenByAFile(Crd crd) {
    // Given
    var complaints =
        Attempt.all()
            .filter(attempt -> attempt.file().startsWith(Attempt.directoryOf(crd)))
            .flatMap(attempt -> attempt.refusals().stream())
            .toList();

    // When
    var untried =
        rules(crd).filter(rule -> complaints.stream().noneMatch(c -> isAbout(rule, c))).toList();

    // Then
    assertThat(untried).isEmpty();
  }

  @Test
  void everyFileSaysByItsNameAndItsCommentsWhatIsToHappen() {
    assertThat(Attempt.all())
        .isNotEmpty()
        .allSatisfy(
            attempt -> {
              assertThat(attempt.file().getFileName().toString())
                  .matches("(valid|invalid)-[a-z0-9-]+\\.yaml");
              assertThat(attempt.refusals().isEmpty())
                  .as(attempt.toString())
                  .isEqualTo(attempt.isToBeAccepted());
            });
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyFileIsOfTheKindOfItsDirectory(Crd crd) {
    assertThat(Attempt.all().filter(a -> a.file().startsWith(Attempt.directoryOf(crd))))
        .isNotEmpty()
        .allSatisfy(
            attempt ->
                assertThat(attempt.objects())
                    .as(attempt.toString())
                    .allMatch(object -> object.getKind().equals(crd.toString())));
  }

  @Test
  void noDirectoryIsForgotten() {
    // Given
    var used = Stream.concat(Crd.all().map(Attempt::directoryOf), Stream.of(Attempt.EXAMPLES));

    // Then
    assertThat(Attempt.files(Attempt.DIRECTORY)).containsExactlyInAnyOrderElementsOf(used.toList());
  }

  private static Stream<RuleAt> rules(Crd crd) {
    return crd.schema()
        .walk()
        .flatMap(
            place ->
                place.rules().stream()
                    .map(rule -> new RuleAt(place.path() + rule.fieldPath(), rule.message())))
        .map(rule -> new RuleAt(rule.field().replaceFirst("^\\.", ""), rule.message()));
  }

  private static boolean isAbout(RuleAt rule, Complaint complaint) {
    var field = complaint.field().replaceAll("\\[\\d+]", "[]").replaceAll("\\[\\w+]$", "{}");
    return field.equals(rule.field()) && rule.message().startsWith(complaint.message());
  }
}
