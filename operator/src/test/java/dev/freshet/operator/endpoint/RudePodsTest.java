package dev.freshet.operator.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.PodKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods that hang, trickle, flood, redirect, break off or speak something else. */
@Timeout(60)
class RudePodsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String ENDLESS_HEADER = "X-Long: " + "x".repeat(1024) + "\r\n";

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String UNTIL_CLOSED = OK + "\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String TRAILERS = CHUNKED + "2\r\n{}\r\n0\r\n";

  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());

  @AfterEach
  void close() {
    endpoint.close();
  }

  static Stream<Arguments> patience() {
    return Stream.of(
        Arguments.of("hangs", Behaviour.hangs()),
        Arguments.of("trickles", Behaviour.trickles(Duration.ofMillis(20))),
        Arguments.of("answers late", Behaviour.answersAfter(Duration.ofSeconds(50))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patience")
  void aPodThatKeepsUsWaitingCostsItsTimeoutAndNoMore(String manner, Behaviour behaviour) {
    try (var pod = CalledPod.start().that(behaviour)) {
      // When
      long start = System.nanoTime();
      var answer = pod.offered(endpoint, pod.address(SHORT));
      var took = Duration.ofNanos(System.nanoTime() - start);

      // Then
      assertThat(answer)
          .as(manner)
          .isEqualTo(new Unreachable("Timeout", "no complete answer in 300ms"));
      assertThat(took).isGreaterThanOrEqualTo(SHORT).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void aPodThatReadsNothingCanNotHoldALargeDocument() throws IOException {
    // Given
    var never = new CountDownLatch(1);
    byte[] document = new byte[8 * 1024 * 1024];
    try (var pod = RudeServer.start(_ -> never.await())) {
      // When
      var answer =
          endpoint.putConfig(
              pod.address(SHORT),
              CalledPod.POLICY,
              CalledPod.signingKey(PodKey.random()),
              CalledPod.revisionOf(document),
              document);

      // Then
      assertThat(code(answer)).isEqualTo(UnreachableCode.TIMEOUT);
    }
  }

  static Stream<Arguments> whole() {
    return Stream.of(
        Arguments.of("floods", Behaviour.floods(10 * 1024 * 1024), "AnswerTooLarge"),
        Arguments.of("is a byte too long", Behaviour.floods(64 * 1024 + 1), "AnswerTooLarge"),
        Arguments.of("redirects", Behaviour.redirectsTo("http://127.0.0.1:1/"), "Redirected"),
        Arguments.of("fails", Behaviour.status(500), "Http500"),
        Arguments.of("hangs up", Behaviour.hangsUp(), "ConnectionReset"),
        Arguments.of("breaks off", Behaviour.closesEarly(), "ConnectionReset"),
        Arguments.of("speaks HTML", Behaviour.says("text/html", "<h1>hi"), "BadAnswer"),
        Arguments.of("speaks XML", Behaviour.says("application/xml", "<a/>"), "BadAnswer"),
        Arguments.of("speaks half", Behaviour.says("application/json", "{\"a\":"), "BadAnswer"),
        Arguments.of("nests", Behaviour.says("application/json", nested(30_000)), "BadAnswer"),
        Arguments.of("says nothing", Behaviour.says("application/json", ""), "BadAnswer"),
        Arguments.of("lists", Behaviour.says("application/json", "[{}]"), "BadAnswer"),
        Arguments.of("counts", Behaviour.says("application/json", "1".repeat(9999)), "BadAnswer"),
        Arguments.of("speaks SSH", Behaviour.speaks("SSH-2.0-OpenSSH_9.6\r\n\r\n"), "BadAnswer"),
        Arguments.of("speaks HTTP/2", Behaviour.speaks("HTTP/2.0 200 OK\r\n\r\n"), "BadAnswer"),
        Arguments.of("speaks zeros", Behaviour.speaks("\0".repeat(2000)), "BadAnswer"),
        Arguments.of("ends its head never", Behaviour.speaks(endlessHead()), "AnswerTooLarge"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whole")
  void aPodThatBreaksTheContractIsNamedForIt(String manner, Behaviour behaviour, String code) {
    try (var pod = CalledPod.start().that(behaviour)) {
      assertThat(code(pod.offered(endpoint))).as(manner).isEqualTo(code);
    }
  }

  static Stream<Arguments> wires() {
    return Stream.of(
        Arguments.of("ends chunks never", endless(CHUNKED, "4\r\n    \r\n"), "AnswerTooLarge"),
        Arguments.of("ends trailers never", endless(TRAILERS, ENDLESS_HEADER), "AnswerTooLarge"),
        Arguments.of("ends its body never", endless(UNTIL_CLOSED, "    "), "AnswerTooLarge"),
        Arguments.of("ends its headers never", endless(OK, ENDLESS_HEADER), "AnswerTooLarge"),
        Arguments.of("ends a header never", endless(OK + "X: ", "xxxxxxxx"), "AnswerTooLarge"),
        Arguments.of("announces for ever", endless("", "HTTP/1.1 103 -\r\n\r\n"), "BadAnswer"),
        Arguments.of("has no chunk size", once(CHUNKED + "zz\r\n{}\r\n"), "BadAnswer"),
        Arguments.of("breaks off a chunk", once(CHUNKED + "7fffffff\r\n{}"), "ConnectionReset"),
        Arguments.of("promises more", once(withLength("999")), "ConnectionReset"),
        Arguments.of("promises too much", once(withLength("9".repeat(18))), "AnswerTooLarge"),
        Arguments.of("promises less than none", once(withLength("-5")), "BadAnswer"),
        Arguments.of("promises no number", once(withLength("many")), "BadAnswer"),
        Arguments.of("has no status", once("HTTP/1.1 \r\n\r\n"), "BadAnswer"),
        Arguments.of("has a status of nothing", once("HTTP/1.1 000 OK\r\n\r\n"), "BadAnswer"),
        Arguments.of("has a strange status", once("HTTP/1.1 9999999999 -\r\n\r\n"), "BadAnswer"),
        Arguments.of("has half a head", once(OK + "X: y"), "BadAnswer"),
        Arguments.of("is packed", once(OK + "Content-Encoding: gzip\r\n\r\n\37\213"), "BadAnswer"));
  }

  private static String withLength(String length) {
    return OK + "Content-Length: " + length + "\r\n\r\n{}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wires")
  void aPodThatIsNoProperServerIsNamedForIt(String manner, RudeServer.Manners manners, String code)
      throws IOException {
    try (var pod = RudeServer.start(manners)) {
      assertThat(code(offered(pod, CalledPod.AMPLE))).as(manner).isEqualTo(code);
    }
  }

  @Test
  void aPortWhereNobodyListensRefuses() {
    try (var pod = CalledPod.start()) {
      // Given
      pod.pod.close();

      // Then
      assertThat(code(pod.offered(endpoint))).isEqualTo(UnreachableCode.CONNECTION_REFUSED);
    }
  }

  @Test
  void aPodThatDoesNotEvenAcceptCostsItsTimeout() throws IOException {
    // Given: a queue of one that is full; further connections are neither taken nor refused
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    try (var server = new ServerSocket(0, 1, loopback);
        var first = new Socket(loopback, server.getLocalPort());
        var second = new Socket(loopback, server.getLocalPort())) {
      var address =
          new PodAddress("u", "127.0.0.1", false, server.getLocalPort(), "/", null, SHORT);

      // When
      var answer =
          endpoint.status(address, CalledPod.POLICY, CalledPod.signingKey(PodKey.random()));

      // Then
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      assertThat(((Unreachable) answer).code()).isEqualTo(UnreachableCode.TIMEOUT);
    }
  }

  @Test
  void anInterruptEndsACallAtOnceAndStaysSet() throws Exception {
    try (var pod = CalledPod.start().that(Behaviour.hangs());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Given
      var call =
          threads.submit(
              () -> {
                var answer = pod.offered(endpoint);
                return code(answer) + " " + Thread.currentThread().isInterrupted();
              });
      await().untilAsserted(() -> assertThat(pod.pod.calls()).hasSize(1));

      // When
      threads.shutdownNow();

      // Then
      assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("Interrupted true");
    }
  }

  @RepeatedTest(5)
  void whateverBytesAPodSendsThereIsAnAnswerAndNoException() throws IOException {
    // Given
    var random = new Random();
    String honest =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
            + "Connection: keep-alive\r\n\r\n{\"appliedRevision\":\""
            + CalledPod.revisionOf(CalledPod.DOCUMENT)
            + "\",\"processes\":{\"total\":1,\"applied\":1}}";
    try (var pod =
        RudeServer.start(
            connection -> {
              RudeServer.readRequest(connection);
              byte[] bytes = honest.getBytes(ISO_8859_1);
              synchronized (random) {
                for (int i = random.nextInt(8); i >= 0; i--) {
                  bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
              }
              connection.getOutputStream().write(bytes);
            })) {
      for (int i = 0; i < 200; i++) {
        // When
        var answer = offered(pod, CalledPod.AMPLE);

        // Then
        assertThat(answer).isNotNull();
      }
    }
  }

  @Test
  void anAnswerOfExactly64KibibytesIsRead() {
    // Given
    String document = CalledPod.revisionOf(CalledPod.DOCUMENT);
    String body =
        "{\"appliedRevision\":\"" + document + "\",\"processes\":{\"total\":1,\"applied\":1}}";
    String padded = body + " ".repeat(64 * 1024 - body.length());

    try (var pod = CalledPod.start().that(Behaviour.says("application/json", padded))) {
      assertThat(pod.offered(endpoint)).isInstanceOf(Acknowledged.class);
    }
  }

  private ConfigAnswer offered(RudeServer pod, Duration timeout) {
    return endpoint.putConfig(
        pod.address(timeout),
        CalledPod.POLICY,
        CalledPod.signingKey(PodKey.random()),
        CalledPod.revisionOf(CalledPod.DOCUMENT),
        CalledPod.DOCUMENT);
  }

  private static String code(ConfigAnswer answer) {
    assertThat(answer).isInstanceOf(Unreachable.class);
    return ((Unreachable) answer).code();
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static String endlessHead() {
    return "HTTP/1.1 200 OK\r\n" + ENDLESS_HEADER.repeat(2_000);
  }

  private static RudeServer.Manners once(String bytes) {
    return connection -> {
      RudeServer.readRequest(connection);
      connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    };
  }

  private static RudeServer.Manners endless(String start, String again) {
    return connection -> {
      RudeServer.readRequest(connection);
      OutputStream out = connection.getOutputStream();
      out.write(start.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = again.getBytes(StandardCharsets.US_ASCII);
      // Ends when the caller closes.
      while (true) {
        out.write(bytes);
      }
    };
  }
}
