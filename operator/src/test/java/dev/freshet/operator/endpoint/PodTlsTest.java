package dev.freshet.operator.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.testbed.IssuedCertificate;
import dev.freshet.testbed.TestCertificates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pod over HTTPS proves who it is, or nothing is said to it. */
@Timeout(60)
class PodTlsTest {
  private static final TestCertificates AUTHORITY = TestCertificates.newAuthority("shop");
  private static final TestCertificates STRANGER = TestCertificates.newAuthority("stranger");
  private static final String NAME = "web.shop.internal";
  private static final IssuedCertificate GOOD = AUTHORITY.server(NAME);

  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void aPodWithTheRightCertificateIsPushedTo() {
    try (var pod = CalledPod.start(GOOD)) {
      // When
      var first = pod.offered(endpoint, pod.address(trust(NAME, AUTHORITY)));
      var second = pod.offered(endpoint, pod.address(trust(NAME, AUTHORITY)));

      // Then
      assertThat(List.of(first, second)).hasOnlyElementsOfType(Acknowledged.class);
      assertThat(pod.pod.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneOfSeveralAuthoritiesIsEnoughSoThatTheyCanBeRotated() {
    // Given
    var both =
        new TlsTrust(NAME, (STRANGER.authorityPem() + AUTHORITY.authorityPem()).getBytes(UTF_8));

    try (var pod = CalledPod.start(GOOD)) {
      assertThat(pod.offered(endpoint, pod.address(both))).isInstanceOf(Acknowledged.class);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    assertRefused(
        AUTHORITY.server("other.shop.internal"),
        trust(NAME, AUTHORITY),
        "the pod's certificate is not for tls.serverName");
  }

  @Test
  void aCertificateForThePodsAddressIsNotOneForItsName() {
    // Given: the JDK would be content with a certificate for the address it connected to
    try (var pod = CalledPod.start(AUTHORITY.server("127.0.0.1"))) {
      var certificate = AUTHORITY.server(pod.pod.identity().address());
      assertRefused(
          certificate, trust(NAME, AUTHORITY), "the pod's certificate is not for tls.serverName");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() {
    assertRefused(
        AUTHORITY.expiredServer(NAME), trust(NAME, AUTHORITY), "the pod's certificate has expired");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() {
    assertRefused(
        STRANGER.server(NAME),
        trust(NAME, AUTHORITY),
        "the pod's certificate was issued by none of the given authorities");
  }

  @Test
  void aCertificateThatSignedItselfIsRefused() {
    // Given: an authority's own certificate, shown by a server
    assertRefused(
        TestCertificates.selfSignedServer(NAME),
        trust(NAME, AUTHORITY),
        "the pod's certificate was issued by none of the given authorities");
  }

  @Test
  void aPodThatSpeaksNoTlsIsRefused() {
    try (var pod = CalledPod.start()) {
      // When
      var answer = pod.offered(endpoint, pod.address(trust(NAME, AUTHORITY)));

      // Then
      assertThat(answer).isEqualTo(new Unreachable("TlsFailed", "the TLS handshake failed"));
      assertThat(pod.pod.calls()).isEmpty();
    }
  }

  @Test
  void authoritiesThatAreNoCertificatesAreSaidToBe() {
    try (var pod = CalledPod.start(GOOD)) {
      for (String pem : List.of("", "CANARY", GOOD.privateKeyPem())) {
        // When
        var answer = pod.offered(endpoint, pod.address(new TlsTrust(NAME, pem.getBytes(UTF_8))));

        // Then
        assertThat(answer)
            .isEqualTo(new Unreachable("TlsFailed", "the CA certificates can't be read as PEM"));
      }
    }
  }

  @Test
  void aServerNameThatIsNoneIsSaidToBe() {
    try (var pod = CalledPod.start(GOOD)) {
      assertThat(pod.offered(endpoint, pod.address(trust("no name", AUTHORITY))))
          .isEqualTo(new Unreachable("TlsFailed", "tls.serverName is no host name"));
    }
  }

  @Test
  void podsWithTheSameServerNameNeverShareAConnection() {
    try (var a = CalledPod.start(GOOD);
        var b = CalledPod.start(GOOD)) {
      for (int round = 0; round < 3; round++) {
        // When
        var toA = a.offered(endpoint, a.address(trust(NAME, AUTHORITY)));
        var toB = b.offered(endpoint, b.address(trust(NAME, AUTHORITY)));

        // Then: each would have refused a call for the other one
        assertThat(toA).isInstanceOf(Acknowledged.class);
        assertThat(toB).isInstanceOf(Acknowledged.class);
      }
      assertThat(a.pod.calls()).hasSize(3);
      assertThat(b.pod.calls()).hasSize(3);
      assertThat(a.pod.connections()).isEqualTo(1);
      assertThat(b.pod.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionVerifiedForOneTrustIsNotUsedForAnother() {
    try (var pod = CalledPod.start(GOOD)) {
      // Given
      pod.offered(endpoint, pod.address(trust(NAME, AUTHORITY)));

      // When
      var otherAuthority = pod.offered(endpoint, pod.address(trust(NAME, STRANGER)));
      var otherName = pod.offered(endpoint, pod.address(trust("other.internal", AUTHORITY)));

      // Then
      assertThat(((Unreachable) otherAuthority).code()).isEqualTo(UnreachableCode.TLS_FAILED);
      assertThat(((Unreachable) otherName).code()).isEqualTo(UnreachableCode.TLS_FAILED);
      assertThat(pod.pod.calls()).hasSize(1);
    }
  }

  @Test
  void theServerNameIsToldToThePod() throws Exception {
    try (var server =
            (SSLServerSocket)
                GOOD.serverContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 5, java.net.InetAddress.ofLiteral("127.0.0.1"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Given
      Callable<List<SNIServerName>> handshake =
          () -> {
            try (var socket = (SSLSocket) server.accept()) {
              socket.startHandshake();
              return ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
            }
          };
      var requested = threads.submit(handshake);
      var address =
          new PodAddress(
              "u",
              "127.0.0.1",
              false,
              server.getLocalPort(),
              "/",
              trust(NAME, AUTHORITY),
              Duration.ofSeconds(20));

      // When
      endpoint.status(
          address, CalledPod.POLICY, CalledPod.signingKey(dev.freshet.testbed.pod.PodKey.random()));

      // Then
      assertThat(requested.get()).containsExactly(new SNIHostName(NAME));
    }
  }

  @Test
  void aPodThatHangsInTheHandshakeCostsItsTimeout() throws Exception {
    try (var pod = RudeServer.start(connection -> connection.getInputStream().skip(1L << 40))) {
      // Given
      PodAddress plain = pod.address(Duration.ofMillis(200));
      var address =
          new PodAddress(
              plain.podUid(),
              plain.ip(),
              false,
              plain.port(),
              plain.path(),
              trust(NAME, AUTHORITY),
              plain.timeout());

      // When
      var answer =
          endpoint.status(
              address,
              CalledPod.POLICY,
              CalledPod.signingKey(dev.freshet.testbed.pod.PodKey.random()));

      // Then
      assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.TIMEOUT);
    }
  }

  @Test
  void trustIsEqualByValueAndSaysNoMoreThanTheName() {
    assertThat(trust(NAME, AUTHORITY))
        .isEqualTo(trust(NAME, AUTHORITY))
        .hasSameHashCodeAs(trust(NAME, AUTHORITY))
        .isNotEqualTo(trust(NAME, STRANGER))
        .isNotEqualTo(trust("other", AUTHORITY))
        .hasToString("TlsTrust[web.shop.internal]");
  }

  private void assertRefused(IssuedCertificate certificate, TlsTrust trust, String message) {
    try (var pod = CalledPod.start(certificate)) {
      // When
      var answer = pod.offered(endpoint, pod.address(trust));

      // Then
      assertThat(answer).isEqualTo(new Unreachable("TlsFailed", message));
      assertThat(pod.pod.calls()).isEmpty();
    }
  }

  private static TlsTrust trust(String name, TestCertificates authority) {
    return new TlsTrust(name, authority.authorityPem().getBytes(UTF_8));
  }
}
