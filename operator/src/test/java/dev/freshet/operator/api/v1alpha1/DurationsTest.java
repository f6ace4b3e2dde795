package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "500ms, PT0.5S",
    "30s, PT30S",
    "10m, PT10M",
    "24h, PT24H",
    "1h30m, PT1H30M",
    "1m1ms, PT1M0.001S",
    "999999h999999h99999h, PT2099997H"
  })
  void aDurationIsTheSumOfItsParts(String text, Duration expected) {
    // When // Then
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "s",
        "1d",
        "5 minutes",
        "PT5M",
        "-5s",
        "+5s",
        "1.5h",
        "1000000s",
        "1s1s1s1s1s",
        "30s ",
        "30S",
        "٣s"
      })
  void whatIsNoDurationIsRefusedByName(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("\"" + text + "\" is no duration");
  }
}
