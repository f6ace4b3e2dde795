package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSelectorTest {
  private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

  @Test
  void allLabelsHaveToMatch() {
    assertThat(matches(new LabelSelectorBuilder().addToMatchLabels("app", "web").build())).isTrue();
    assertThat(
            matches(
                new LabelSelectorBuilder()
                    .addToMatchLabels("app", "web")
                    .addToMatchLabels("tier", "back")
                    .build()))
        .isFalse();
  }

  @Test
  void theEmptySelectorMatchesEveryPodAsInKubernetes() {
    assertThat(matches(new LabelSelector())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "app, In, web, true",
    "app, In, api, false",
    "none, In, web, false",
    "app, NotIn, api, true",
    "app, NotIn, web, false",
    "none, NotIn, web, true",
    "app, Exists, , true",
    "none, Exists, , false",
    "none, DoesNotExist, , true",
    "app, DoesNotExist, , false",
    "app, Resembles, web, false"
  })
  void expressionsMeanWhatTheyMeanToTheApiServer(
      String key, String operator, String value, boolean matches) {
    var rule =
        new LabelSelectorBuilder().addNewMatchExpression().withKey(key).withOperator(operator);
    var selector = (value == null ? rule : rule.withValues(value)).endMatchExpression().build();

    assertThat(matches(selector)).isEqualTo(matches);
  }

  private static boolean matches(LabelSelector selector) {
    return PodSelector.matches(selector, LABELS);
  }
}
