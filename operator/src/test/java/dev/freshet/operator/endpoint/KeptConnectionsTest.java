package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.operator.endpoint.ConfigAnswer.Lied;
import dev.freshet.operator.endpoint.StatusAnswer.Running;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.PodKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are used again, and those that must not be. */
@Timeout(60)
class KeptConnectionsTest {
  private static final String REVISION = CalledPod.revisionOf(CalledPod.DOCUMENT);
  private static final String ACKNOWLEDGED =
      "{\"appliedRevision\":\"%s\",\"processes\":{\"total\":1,\"applied\":1}}".formatted(REVISION);

  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void callsAfterEachOtherShareAConnection() throws IOException {
    try (var pod = RudeServer.start(KeptConnectionsTest::answerForEver)) {
      // When
      for (int i = 0; i < 10; i++) {
        assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      }

      // Then
      assertThat(pod.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aContainerThatRestartedAtTheSameAddressIsReachedAtOnce() {
    try (var pod = CalledPod.start()) {
      for (int restart = 0; restart < 20; restart++) {
        // Given
        assertThat(pod.offered(endpoint)).isInstanceOf(Acknowledged.class);
        pod.pod.close();
        pod.pod.resume();

        // When
        var answer = pod.offered(endpoint);

        // Then
        assertThat(answer).isInstanceOf(Acknowledged.class);
      }
    }
  }

  @Test
  void aServerThatTiredOfAConnectionInTheMiddleOfACallIsAskedOnceMore() throws IOException {
    // Given: the first connection answers one call, reads the second and hangs up
    try (var pod =
        RudeServer.start(
            connection -> {
              RudeServer.readRequest(connection);
              answer(connection);
              RudeServer.readRequest(connection);
            })) {
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);

      // When
      var second = offered(pod);

      // Then
      assertThat(second).isInstanceOf(Acknowledged.class);
      assertThat(pod.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aPodThatHangsUpOnAFreshConnectionIsNotAskedAgain() {
    try (var pod = CalledPod.start().that(Behaviour.hangsUp())) {
      // When
      var answer = pod.offered(endpoint);

      // Then
      assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.CONNECTION_RESET);
      assertThat(pod.pod.calls()).hasSize(1);
    }
  }

  @Test
  void aTimeoutOnAKeptConnectionIsNotTriedAgain() {
    try (var pod = CalledPod.start()) {
      // Given
      pod.offered(endpoint);
      pod.that(Behaviour.hangs());

      // When
      var answer = pod.offered(endpoint, pod.address(java.time.Duration.ofMillis(200)));

      // Then
      assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.TIMEOUT);
      assertThat(pod.pod.configCalls()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTakenForTheNextOne() throws IOException {
    // Given: every answer is followed by one that claims another revision
    String lie = ACKNOWLEDGED.replace(REVISION, CalledPod.revisionOf(new byte[0]));
    var written = new Semaphore(0);
    try (var pod =
        RudeServer.start(
            connection -> {
              RudeServer.readRequest(connection);
              answer(connection);
              // Comes by itself after the answer has been taken, so that no buffer swallows it.
              written.acquire();
              write(connection, lie);
              RudeServer.readRequest(connection);
            })) {
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      written.release();
      await()
          .untilAsserted(
              () -> {
                // When
                var next = offered(pod);

                // Then
                assertThat(next).isNotInstanceOf(Lied.class);
                assertThat(pod.accepted()).isGreaterThan(1);
                written.release();
              });
    }
  }

  @Test
  void aConnectionOfAnotherPodAtTheSameAddressIsNotUsed() throws IOException {
    try (var pod = RudeServer.start(KeptConnectionsTest::answerForEver)) {
      // Given
      offered(pod);
      PodAddress real = pod.address(CalledPod.AMPLE);
      var successor =
          new PodAddress("uid-2", real.ip(), false, real.port(), real.path(), null, real.timeout());

      // When
      endpoint.putConfig(successor, CalledPod.POLICY, key(), REVISION, CalledPod.DOCUMENT);

      // Then
      assertThat(pod.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aPodThatClosesAfterEachAnswerIsBelieved() throws IOException {
    try (var pod =
        RudeServer.start(
            connection -> {
              RudeServer.readRequest(connection);
              connection
                  .getOutputStream()
                  .write(
                      ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + ACKNOWLEDGED)
                          .getBytes(StandardCharsets.US_ASCII));
            })) {
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      assertThat(pod.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aChunkedAnswerLeavesTheConnectionUsable() throws IOException {
    try (var pod =
        RudeServer.start(
            connection -> {
              while (true) {
                RudeServer.readRequest(connection);
                connection
                    .getOutputStream()
                    .write(
                        ("HTTP/1.1 100 Continue\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(ACKNOWLEDGED.length())
                                + ";x=y\r\n"
                                + ACKNOWLEDGED
                                + "\r\n0\r\nTrailer: z\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      assertThat(offered(pod)).isInstanceOf(Acknowledged.class);
      assertThat(pod.accepted()).isEqualTo(1);
    }
  }

  @Test
  void closingTheEndpointClosesWhatItKept() {
    try (var pod = CalledPod.start()) {
      // Given
      pod.offered(endpoint);
      assertThat(pod.pod.connections()).isEqualTo(1);

      // When
      endpoint.close();

      // Then
      await().untilAsserted(() -> assertThat(pod.pod.connections()).isZero());
    }
  }

  @Test
  void cookiesAreNotSentBackAndProxySettingsNotAsked() {
    // Given
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "1");
    System.setProperty("socksProxyHost", "127.0.0.1");
    System.setProperty("socksProxyPort", "1");
    try (var pod =
        CalledPod.start()
            .that(Behaviour.altered(reply -> reply.withHeader("Set-Cookie", "a=b; Path=/")))) {
      // When
      var first = pod.offered(endpoint);
      var second = pod.asked(endpoint);

      // Then
      assertThat(first).isInstanceOf(Acknowledged.class);
      assertThat(second).isInstanceOf(Running.class);
      assertThat(pod.pod.statusCalls().getFirst().headers()).doesNotContainKey("cookie");
    } finally {
      Set.of("http.proxyHost", "http.proxyPort", "socksProxyHost", "socksProxyPort")
          .forEach(System::clearProperty);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    // Given
    var visits = new AtomicInteger();
    try (var elsewhere = RudeServer.start(_ -> visits.incrementAndGet());
        var pod = CalledPod.start()) {
      PodAddress trap = elsewhere.address(CalledPod.AMPLE);
      pod.that(Behaviour.redirectsTo("http://" + trap.authority() + "/freshet/v1/config"));

      // When
      var answer = pod.offered(endpoint);

      // Then
      assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.REDIRECTED);
      assertThat(elsewhere.accepted()).isZero();
    }
  }

  private ConfigAnswer offered(RudeServer pod) {
    return endpoint.putConfig(
        pod.address(CalledPod.AMPLE), CalledPod.POLICY, key(), REVISION, CalledPod.DOCUMENT);
  }

  private static SigningKey key() {
    return CalledPod.signingKey(PodKey.random());
  }

  private static void answerForEver(java.net.Socket connection) throws IOException {
    while (true) {
      RudeServer.readRequest(connection);
      answer(connection);
    }
  }

  private static void answer(java.net.Socket connection) throws IOException {
    write(connection, ACKNOWLEDGED);
  }

  private static void write(java.net.Socket connection, String body) throws IOException {
    connection
        .getOutputStream()
        .write(
            ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
  }
}
