package dev.freshet.operator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ContractFilesTest {

  @Test
  void everyFileIsReadByATestAndExplainedToReaders() throws IOException {
    // Given
    var readme = Files.readString(ContractFiles.directory().resolve("README.md"));

    // When
    try (var files = Files.list(ContractFiles.directory())) {
      var names = files.map(file -> file.getFileName().toString()).toList();

      // Then
      assertThat(names)
          .containsExactlyInAnyOrder(
              "README.md",
              "endpoint-v1.yaml", // EndpointContractTest
              "signing.json", // SigningContractTest
              "keys.json", // KeysContractTest
              "globs.json", // GlobsContractTest
              "bus.json", // BusContractTest
              "documents"); // PolicyDocumentGoldenTest
      assertThat(names)
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(name -> assertThat(readme).contains("`" + name));
    }
  }
}
