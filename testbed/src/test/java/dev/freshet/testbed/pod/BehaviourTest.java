package dev.freshet.testbed.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testbed.FreePort;
import dev.freshet.testbed.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpTimeoutException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pod as a test wants it. */
class BehaviourTest {
  private static final String DOCUMENT = "{\"schema\":1}";

  private final PodKey key = PodKey.random();
  private final ScriptedPod pod = ScriptedPod.start(identity(Optional.empty()));
  private final Caller caller = new Caller(pod, key);

  @AfterEach
  void endPod() {
    caller.close();
    pod.close();
  }

  @Test
  void aRejectionNamesEachComplaintAndKeepsTheLastDocument() throws Exception {
    // Given
    caller.put(DOCUMENT);
    pod.onConfig(Behaviour.rejects("UnknownCache", "caches[2].tier", "no tier \"hott\""));

    // When
    var answer = caller.put("{}");

    // Then
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "{\"code\":\"UnknownCache\",\"path\":\"caches[2].tier\",\"message\":\"no tier \\\"hott\\\"\"}");
    assertThat(pod.revision()).contains(Caller.revision(DOCUMENT));
  }

  @Test
  void aHangingPodTakesTheCallAndAnswersNever() {
    // Given
    pod.onConfig(Behaviour.hangs());

    // Then
    assertThatThrownBy(() -> caller.put(DOCUMENT)).isInstanceOf(HttpTimeoutException.class);
    assertThat(pod.configCalls()).hasSize(1);
    assertThat(pod.document()).isEmpty();
  }

  @Test
  void aTricklingPodAnswersByteByByte() throws Exception {
    // Given
    pod.onStatus(Behaviour.trickles(Duration.ofMillis(2)));

    // When
    var start = System.nanoTime();
    var answer = caller.status();

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofMillis(2L * answer.body().length()));
  }

  @Test
  void aFloodingPodSendsAsMuchAsItIsTold() throws Exception {
    // Given
    pod.onConfig(Behaviour.floods(10 * 1024 * 1024));

    // When
    var answer = caller.put(DOCUMENT);

    // Then
    assertThat(answer.body()).hasSize(10 * 1024 * 1024);
  }

  @Test
  void aPodThatClosesEarlyHasAppliedTheDocumentAndNotSaidSo() {
    // Given
    pod.onConfig(Behaviour.closesEarly());

    // Then
    assertThatThrownBy(() -> caller.put(DOCUMENT)).isInstanceOf(IOException.class);
    assertThat(pod.revision()).contains(Caller.revision(DOCUMENT));
  }

  @Test
  void aPodThatHangsUpHasReadTheCall() {
    // Given
    pod.onConfig(Behaviour.hangsUp());

    // Then
    assertThatThrownBy(() -> caller.put(DOCUMENT)).isInstanceOf(IOException.class);
    assertThat(pod.configCalls()).isNotEmpty();
  }

  @Test
  void aLyingPodClaimsARevisionThatItDoesNotRun() throws Exception {
    // Given
    pod.onConfig(Behaviour.claimsToRun(Caller.revision("something else")));

    // When
    var answer = caller.put(DOCUMENT);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(Caller.revision("something else"));
    assertThat(pod.document()).isEmpty();
  }

  @Test
  void aPodCanRedirectAndSpeakOtherThingsThanHttp() throws Exception {
    // When
    pod.onConfig(Behaviour.redirectsTo("http://127.0.0.1:9/elsewhere"));
    var redirect = caller.put(DOCUMENT);
    pod.onConfig(Behaviour.speaks("220 mail.example ESMTP\r\n"));

    // Then
    assertThat(redirect.statusCode()).isEqualTo(307);
    assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:9/elsewhere");
    assertThatThrownBy(() -> caller.put(DOCUMENT)).isInstanceOf(IOException.class);
  }

  @Test
  void aBehaviourCanEndAfterSomeCalls() throws Exception {
    // Given
    pod.onConfig(Behaviour.status(500).times(2, Behaviour.honest()));

    // Then
    assertThat(caller.put(DOCUMENT).statusCode()).isEqualTo(500);
    assertThat(caller.put(DOCUMENT).statusCode()).isEqualTo(500);
    assertThat(caller.put(DOCUMENT).statusCode()).isEqualTo(200);
  }

  @Test
  void aPausedProcessRefusesConnectionsAndIsBackWithItsDocument() throws Exception {
    // Given
    caller.put(DOCUMENT);

    // When
    pod.pause();

    // Then
    assertThatThrownBy(() -> caller.put("{}")).isInstanceOf(IOException.class);
    pod.resume();
    assertThat(caller.status().body()).contains(Caller.revision(DOCUMENT));
  }

  @Test
  void anHttpsPodShowsTheCertificateThatItWasGiven() throws Exception {
    // Given
    var authority = TestCertificates.newAuthority("shop-ca");
    var certificate = authority.server("web.shop.internal");
    try (var secure = ScriptedPod.start(identity(Optional.of(certificate.serverContext())))) {
      // When
      var shown = handshake(secure, authority);

      // Then
      assertThat(shown).isEqualTo(certificate.certificate());
      assertThatThrownBy(() -> handshake(secure, TestCertificates.newAuthority("other")))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static java.security.cert.Certificate handshake(
      ScriptedPod pod, TestCertificates authority) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.authorityCertificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(
          new InetSocketAddress(
              InetAddress.ofLiteral(pod.identity().address()), pod.identity().port()));
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private PodIdentity identity(Optional<SSLContext> tls) {
    var address = new LoopbackAddresses().next();
    return new PodIdentity(
        "web-a", "uid-a", address, FreePort.on(address), "/freshet", List.of(key), tls);
  }
}
