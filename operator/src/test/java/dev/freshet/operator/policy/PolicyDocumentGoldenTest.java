package dev.freshet.operator.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.contract.ContractFiles;
import dev.freshet.operator.contract.DocumentSchema;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code in-*.yaml} of {@code contract/documents}, and every sample policy, becomes exactly
 * the bytes that are stored beside it. {@code -Dfreshet.regenerate=true} writes them anew; a
 * document that has been released must not change by it.
 */
class PolicyDocumentGoldenTest {
  private static final Path DOCUMENTS = ContractFiles.directory().resolve("documents");
  private static final Path SAMPLES = Path.of("..", "samples", "policies");
  private static final Path REVISIONS = DOCUMENTS.resolve("revisions.json");
  private static final boolean REGENERATE = Boolean.getBoolean("freshet.regenerate");

  record Input(String name, Path file) {
    PolicyAndDocument rendered() throws IOException {
      // A sample may bring its backend along, after the policy.
      var first = Files.readString(file).split("(?m)^---$", 2)[0];
      var policy = Serialization.unmarshal(first, CachePolicy.class);
      return switch (PolicyDocument.render(policy.getSpec())) {
        case PolicyDocument.Rendered(var document) -> new PolicyAndDocument(policy, document);
        case PolicyDocument.TooLarge(var problem) -> throw new AssertionError(problem.text());
      };
    }

    Path output() {
      return DOCUMENTS.resolve("out-" + name + ".json");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record PolicyAndDocument(CachePolicy policy, Document document) {}

  @ParameterizedTest
  @MethodSource("inputs")
  void aPolicyBecomesTheseBytes(Input input) throws IOException {
    // When
    var document = input.rendered().document();
    if (REGENERATE) {
      Files.write(input.output(), document.bytes());
    }

    // Then
    assertThat(new String(document.bytes(), UTF_8)).isEqualTo(Files.readString(input.output()));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void whatReadersAreToldOfADocumentIsTrue(Input input) throws IOException {
    // When
    var content = new ObjectMapper().readTree(input.rendered().document().bytes());

    // Then
    assertThat(DocumentSchema.faults("Document", content)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void anInputIsAPolicyThatTheOperatorAccepts(Input input) throws IOException {
    // When
    var problems = PolicyRules.problems(input.rendered().policy().getSpec(), Optional.empty());

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void everyDocumentHasItsRevisionAndEveryFileIsUsed() throws IOException {
    // Given
    var revisions = new TreeMap<String, String>();
    for (var input : inputs()) {
      revisions.put(input.name(), input.rendered().document().revision());
    }
    if (REGENERATE) {
      Files.writeString(REVISIONS, pretty(revisions));
    }

    // When
    var recorded = Files.readString(REVISIONS);

    // Then
    assertThat(recorded).isEqualTo(pretty(revisions));
    assertThat(files(DOCUMENTS, ""))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(REVISIONS),
                    inputs().stream()
                        .flatMap(
                            input ->
                                input.file().startsWith(DOCUMENTS)
                                    ? Stream.of(input.file(), input.output())
                                    : Stream.of(input.output())))
                .toList());
  }

  static List<Input> inputs() throws IOException {
    var inputs = new ArrayList<Input>();
    for (var file : files(DOCUMENTS, "in-")) {
      inputs.add(new Input(stem(file).substring("in-".length()), file));
    }
    for (var file : files(SAMPLES, "")) {
      inputs.add(new Input("sample-" + stem(file), file));
    }
    assertThat(inputs.stream().collect(toMap(Input::name, Input::file))).isNotEmpty();
    return inputs;
  }

  private static List<Path> files(Path directory, String start) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .toList();
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.yaml$", "");
  }

  private static String pretty(Map<String, String> revisions) throws IOException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(revisions) + "\n";
  }
}
