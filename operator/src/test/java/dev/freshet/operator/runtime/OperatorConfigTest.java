package dev.freshet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
  private static final Path NO_POD = Path.of("/nonexistent/namespace");

  @Test
  void everythingButTheNamespaceHasADefault() {
    var config = read(Map.of("FRESHET_NAMESPACE", "freshet"));

    assertThat(config)
        .isEqualTo(new OperatorConfig("freshet", Set.of(), "", false, 8080, true, "json", "info"));
  }

  @Test
  void aVariableThatIsSetToNothingCountsAsUnset() {
    var config = read(Map.of("FRESHET_NAMESPACE", "freshet", "FRESHET_MANAGEMENT_PORT", ""));

    assertThat(config.managementPort()).isEqualTo(8080);
  }

  @Test
  void namespacesAreSeparatedByCommas() {
    var config =
        read(Map.of("FRESHET_NAMESPACE", "freshet", "FRESHET_WATCH_NAMESPACES", "shop, school,"));

    assertThat(config.watchNamespaces()).containsExactlyInAnyOrder("shop", "school");
  }

  @Test
  void insideAPodTheNamespaceIsThePods(@TempDir Path pod) throws IOException {
    var file = Files.writeString(pod.resolve("namespace"), "freshet-system\n");

    assertThat(OperatorConfig.from(Map.of(), file).namespace()).isEqualTo("freshet-system");
  }

  @Test
  void outsideAPodTheNamespaceIsAskedFor() {
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("FRESHET_NAMESPACE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KUBECONFIG | /nonexistent/config",
        "FRESHET_NAMESPACE | Shop",
        "FRESHET_WATCH_NAMESPACES | sch ool",
        "FRESHET_POD_SELECTOR | app in web",
        "FRESHET_POD_SELECTOR | =web",
        "FRESHET_ALLOW_LOOPBACK | yes",
        "FRESHET_MANAGEMENT_PORT | 65536",
        "FRESHET_MANAGEMENT_PORT | -1",
        "FRESHET_MANAGEMENT_PORT | http",
        "FRESHET_LEADER_ELECTION | 1",
        "FRESHET_LOG_FORMAT | JSON",
        "FRESHET_LOG_LEVEL | verbose"
      })
  void aWrongValueIsRefusedWithItsNameAndWhatIsExpected(String name, String value) {
    var environment = new TreeMap<>(Map.of("FRESHET_NAMESPACE", "freshet"));
    environment.put(name, value);

    assertThatThrownBy(() -> read(environment))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("%s=\"%s\" is not valid: expected ".formatted(name, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team=shop",
        "team",
        "!team",
        "app.io/tier in (web, api),x!=y",
        "a==b , c notin (d)"
      })
  void labelSelectorsOfEveryFormAreTaken(String selector) {
    var config = read(Map.of("FRESHET_NAMESPACE", "freshet", "FRESHET_POD_SELECTOR", selector));

    assertThat(config.podSelector()).isEqualTo(selector);
  }

  private static OperatorConfig read(Map<String, String> environment) {
    return OperatorConfig.from(environment, NO_POD);
  }
}
