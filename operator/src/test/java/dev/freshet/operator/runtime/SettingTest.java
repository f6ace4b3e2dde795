package dev.freshet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Path DOCUMENTATION = Path.of("..", "docs", "configuration.md");

  @Test
  void theDocumentationHasTheSameTable() throws IOException {
    var documented =
        Files.readAllLines(DOCUMENTATION).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(documented)
        .isEqualTo(Arrays.stream(Setting.values()).map(SettingTest::row).toList());
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s |".formatted(setting, setting.fallback(), setting.meaning());
  }
}
