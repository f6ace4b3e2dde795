package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/reference/} says what {@code crds/} says. */
class ReferencePageTest {
  private static final Path DIRECTORY = Crd.projectRoot().resolve("docs/reference");

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void thePageIsUpToDate(Crd crd) throws IOException {
    // Given
    var expected = new ReferencePage(crd).text();
    if (Boolean.getBoolean("freshet.regenerate")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(page(crd), expected);
    }

    // When
    var page = Files.readString(page(crd));

    // Then
    assertThat(page)
        .as("run this test with -Dfreshet.regenerate=true and commit what it writes")
        .isEqualTo(expected);
  }

  @Test
  void noPageIsLeftOver() throws IOException {
    try (var pages = Files.list(DIRECTORY)) {
      assertThat(pages)
          .containsExactlyInAnyOrderElementsOf(
              crds().stream().map(ReferencePageTest::page).toList());
    }
  }

  private static Path page(Crd crd) {
    return DIRECTORY.resolve(crd.names().path("singular").asText() + ".md");
  }
}
