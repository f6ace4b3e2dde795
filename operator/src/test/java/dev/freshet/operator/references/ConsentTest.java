package dev.freshet.operator.references;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.status.BoundedText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final Consent CONSENT =
      new Consent(() -> Optional.of("system:serviceaccount:freshet-system:freshet-operator"));

  @Test
  void theMessageHoldsTheCommandThatGrantsIt() {
    var denied = CONSENT.missing(Reference.secret("shop", "redis-auth"));

    assertThat(denied.command())
        .isEqualTo(
            "kubectl -n shop create role freshet-redis-auth --verb=get,list,watch"
                + " --resource=secrets --resource-name=redis-auth"
                + " && kubectl -n shop create rolebinding freshet-redis-auth"
                + " --role=freshet-redis-auth"
                + " --serviceaccount=freshet-system:freshet-operator");
    assertThat(denied.message()).endsWith(denied.command());
  }

  @Test
  void aSecretAndAConfigMapOfOneNameGetRolesOfTheirOwn() {
    var denied = CONSENT.missing(Reference.configMap("shop", "redis-auth"));

    assertThat(denied.command()).contains("role freshet-cm-redis-auth ", "--resource=configmaps");
  }

  @Test
  void aCommandIsNeverCutInTwo() {
    var longest = "s".repeat(253);

    var denied = CONSENT.missing(Reference.secret("n".repeat(63), longest));

    assertThat(denied.command()).contains("--resource-name=" + longest);
    assertThat(denied.message()).doesNotContain("kubectl");
    assertThat(denied.message().getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(BoundedText.CONDITION_MESSAGE);
  }

  @Test
  void anOperatorThatIsNoServiceAccountIsNamedAsAUserInQuotes() {
    var denied =
        new Consent(() -> Optional.of("o'hara; rm -rf"))
            .missing(Reference.secret("shop", "redis-auth"));

    assertThat(denied.command()).endsWith(" --user='o'\\''hara; rm -rf'");
  }

  @Test
  void whenNobodyKnowsWhoTheOperatorIsThePlaceIsLeftOpen() {
    var denied = new Consent(Optional::empty).missing(Reference.secret("shop", "redis-auth"));

    assertThat(denied.command()).endsWith(" --serviceaccount=NAMESPACE:NAME");
  }
}
