package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.operator.endpoint.CallFailure.Unauthorized;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.CallFailure.Unsupported;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.operator.endpoint.ConfigAnswer.Lied;
import dev.freshet.operator.endpoint.ConfigAnswer.Partial;
import dev.freshet.operator.endpoint.ConfigAnswer.Rejected;
import dev.freshet.operator.endpoint.ConfigAnswer.Stale;
import dev.freshet.operator.endpoint.StatusAnswer.Running;
import dev.freshet.operator.endpoint.StatusAnswer.ServedPolicy;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.HttpCall;
import dev.freshet.testbed.pod.PodKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract knows: each answer of a pod that keeps it, and the signature. */
class HttpPodEndpointTest {
  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void aPodThatTakesADocumentAcknowledgesItAndSaysSoInItsStatus() {
    try (var pod = CalledPod.start()) {
      // When
      var answer = pod.offered(endpoint);

      // Then
      assertThat(answer).isEqualTo(new Acknowledged(new Processes(1, 1)));
      assertThat(pod.pod.document())
          .map(document -> document.body().bytes())
          .hasValue(CalledPod.DOCUMENT);
      assertThat(pod.asked(endpoint))
          .isEqualTo(
              new Running(
                  pod.pod.identity().uid(),
                  new ServedPolicy("shop", "cart", "policy-uid-1"),
                  CalledPod.revisionOf(CalledPod.DOCUMENT),
                  7,
                  new Processes(1, 1),
                  Set.of("Config"),
                  "web-a"));
    }
  }

  @Test
  void theLargestDocumentArrivesAsItIs() {
    try (var pod = CalledPod.start()) {
      // Given
      byte[] document =
          ("{\"a\":\"" + "é".repeat(131_068) + "\"}").getBytes(StandardCharsets.UTF_8);

      // When
      var answer =
          endpoint.putConfig(
              pod.address(),
              CalledPod.POLICY,
              pod.signingKey(),
              CalledPod.revisionOf(document),
              document);

      // Then
      assertThat(document).hasSize(256 * 1024);
      assertThat(answer).isInstanceOf(Acknowledged.class);
    }
  }

  @Test
  void aPodWhoseProcessesLagIsPartial() {
    try (var pod = CalledPod.start()) {
      // Given
      pod.pod.setProcesses(4, 1);

      // Then
      assertThat(pod.offered(endpoint)).isEqualTo(new Partial(new Processes(4, 1)));
    }
  }

  @Test
  void aPodThatRejectsSaysWhy() {
    try (var pod =
        CalledPod.start().that(Behaviour.rejects("UnknownTier", "caches[2].tier", "no tier"))) {
      assertThat(pod.offered(endpoint))
          .isEqualTo(new Rejected("UnknownTier", "caches[2].tier", "no tier", null));
    }
  }

  @Test
  void aPodThatRunsSomethingNewerStaysThere() {
    try (var pod = CalledPod.start().that(Behaviour.alreadyNewer("2026-11-21T06:09:58Z/8"))) {
      assertThat(pod.offered(endpoint)).isEqualTo(new Stale("2026-11-21T06:09:58Z/8"));
    }
  }

  @Test
  void aPodThatClaimsAnotherRevisionIsNotBelieved() {
    // Given
    String other = CalledPod.revisionOf(new byte[0]);

    try (var pod = CalledPod.start().that(Behaviour.claimsToRun(other))) {
      assertThat(pod.offered(endpoint)).isEqualTo(new Lied(other));
    }
  }

  @Test
  void aPodWithoutThePathIsUnsupported() {
    try (var pod = CalledPod.start().that(Behaviour.status(404))) {
      assertThat(pod.offered(endpoint)).isEqualTo(new Unsupported());
      assertThat(pod.asked(endpoint)).isEqualTo(new Unsupported());
    }
  }

  @Test
  void aPodWithAnotherKeyDoesNotBelieveUs() {
    try (var pod = CalledPod.start()) {
      // Given
      pod.pod.setKeys(PodKey.random());

      // Then
      assertThat(pod.offered(endpoint)).isEqualTo(new Unauthorized(401));
      assertThat(pod.asked(endpoint)).isEqualTo(new Unauthorized(401));
    }
  }

  @Test
  void aPodThatInheritedTheAddressRefusesWhatIsNotForIt() {
    try (var pod = CalledPod.start()) {
      // Given
      PodAddress real = pod.address();
      var other =
          new PodAddress(
              "uid-of-before", real.ip(), false, real.port(), real.path(), null, real.timeout());

      // Then
      assertThat(pod.offered(endpoint, other)).isEqualTo(new Unauthorized(403));
    }
  }

  @Test
  void duringARotationNoPodRefusesWhicheverKeyItKnows() {
    // Given
    var oldKey = PodKey.random();
    var newKey = PodKey.random();
    var both = CalledPod.signingKey(oldKey, newKey);

    try (var late = CalledPod.start(oldKey);
        var early = CalledPod.start(newKey)) {
      // Then
      assertThat(endpoint.status(late.address(), CalledPod.POLICY, both))
          .isInstanceOf(Running.class);
      assertThat(endpoint.status(early.address(), CalledPod.POLICY, both))
          .isInstanceOf(Running.class);
    }
  }

  @Test
  void everyCallCarriesTheHeadersOfTheContract() {
    try (var pod = CalledPod.start()) {
      // When
      pod.offered(endpoint);
      pod.asked(endpoint);

      // Then
      HttpCall put = pod.pod.configCalls().getFirst();
      assertThat(put.method()).isEqualTo("PUT");
      assertThat(put.target()).isEqualTo("/freshet/v1/config");
      assertThat(put.header("Freshet-Revision"))
          .isEqualTo(CalledPod.revisionOf(CalledPod.DOCUMENT));
      assertThat(put.header("Content-Type")).isEqualTo("application/json");
      HttpCall get = pod.pod.statusCalls().getFirst();
      assertThat(get.method()).isEqualTo("GET");
      assertThat(get.target()).isEqualTo("/freshet/v1/status");
      for (HttpCall call : pod.pod.calls()) {
        assertThat(call.header("Freshet-Policy")).isEqualTo("shop/cart");
        assertThat(call.header("Freshet-Policy-UID")).isEqualTo("policy-uid-1");
        assertThat(call.header("Freshet-Generation")).isEqualTo("2026-11-21T06:09:58Z/7");
        assertThat(call.header("Freshet-Pod-UID")).isEqualTo(pod.pod.identity().uid());
        assertThat(call.header("webhook-id")).startsWith("msg_");
        assertThat(call.header("Host"))
            .isEqualTo(pod.pod.identity().address() + ":" + pod.pod.identity().port());
        assertThat(call.headers()).doesNotContainKeys("authorization", "cookie", "accept-encoding");
      }
      assertThat(put.header("webhook-id")).isNotEqualTo(get.header("webhook-id"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.255.255.1/host", "169.254.169.254", "0.0.0.0", "example.com"})
  void anAddressThatIsNotAllowedIsNotCalled(String ip) {
    // Given
    boolean hostNetwork = ip.endsWith("/host");
    var address =
        new PodAddress(
            "uid", ip.replace("/host", ""), hostNetwork, 80, "/", null, Duration.ofSeconds(30));

    // When
    var answer = endpoint.status(address, CalledPod.POLICY, CalledPod.signingKey(PodKey.random()));

    // Then
    assertThat(answer).isInstanceOf(Unreachable.class);
    assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.ADDRESS_NOT_ALLOWED);
  }

  @Test
  void loopbackIsCalledOnATestBedOnly() {
    try (var pod = CalledPod.start();
        var real = new HttpPodEndpoint(new AddressRules(false, Set.of()), Clock.systemUTC())) {
      // When
      var answer = pod.offered(real);

      // Then
      assertThat(answer)
          .isEqualTo(new Unreachable("AddressNotAllowed", "not called: it is a loopback address"));
      assertThat(pod.pod.calls()).isEmpty();
    }
  }

  @Test
  void aPathThatLeavesItsPlaceIsNotCalled() {
    try (var pod = CalledPod.start()) {
      // Given
      PodAddress real = pod.address();
      var address =
          new PodAddress(
              real.podUid(), real.ip(), false, real.port(), "/../admin", null, real.timeout());

      // Then
      assertThat(((Unreachable) pod.offered(endpoint, address)).code())
          .isEqualTo(UnreachableCode.ADDRESS_NOT_ALLOWED);
      assertThat(pod.pod.calls()).isEmpty();
    }
  }

  @Test
  void aRevisionThatIsNoneIsAMistakeOfTheCaller() {
    try (var pod = CalledPod.start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  endpoint.putConfig(
                      pod.address(),
                      CalledPod.POLICY,
                      pod.signingKey(),
                      "sha256:x\r\nFreshet-Pod-UID: y",
                      CalledPod.DOCUMENT));
    }
  }
}
