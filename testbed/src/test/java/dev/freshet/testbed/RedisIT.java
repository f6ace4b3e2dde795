package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class RedisIT {

  @Test
  void anOpenOneAnswersEverybody() throws IOException {
    // Given
    try (var redis = Redis.start();
        var socket = connect(redis)) {
      // Then
      assertThat(answer(socket, "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void aPasswordIsAskedForAndIsNotOnTheCommandLine() throws IOException {
    // Given
    try (var redis = Redis.start(RedisOptions.open().withPassword("hunter2 \"quoted\""));
        var socket = connect(redis)) {
      // Then
      assertThat(answer(socket, "PING")).startsWith("-NOAUTH");
      assertThat(answer(socket, "AUTH \"hunter2 \\\"quoted\\\"\"")).isEqualTo("+OK");
      assertThat(answer(socket, "PING")).isEqualTo("+PONG");
      assertThat(ProcessHandle.allProcesses().map(process -> process.info().toString()))
          .noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void aUserMayDoOnlyWhatItsRulesSay() throws IOException {
    // Given
    var options = RedisOptions.open().withUser("freshet", "secret", "~shop:* +get");
    try (var redis = Redis.start(options);
        var socket = connect(redis)) {
      // When
      assertThat(answer(socket, "AUTH freshet secret")).isEqualTo("+OK");

      // Then
      assertThat(answer(socket, "GET shop:a")).isEqualTo("$-1");
      assertThat(answer(socket, "GET bank:a")).startsWith("-NOPERM");
      assertThat(answer(socket, "PING")).startsWith("-NOPERM");
    }
  }

  @Test
  void withTlsOnlyWhoTrustsItsAuthorityAndAsksForItsNameGetsThrough() throws Exception {
    // Given
    var authority = TestCertificates.newAuthority("redis-ca");
    var options = RedisOptions.open().withTls(authority.server("redis.shop.internal"));
    try (var redis = Redis.start(options)) {
      // Then
      try (var socket = connectTls(redis, authority, "redis.shop.internal")) {
        assertThat(answer(socket, "PING")).isEqualTo("+PONG");
      }
      assertThatThrownBy(() -> connectTls(redis, authority, "redis.bank.internal"))
          .isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(
              () ->
                  connectTls(redis, TestCertificates.newAuthority("other"), "redis.shop.internal"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void stoppedItRefusesAndAfterARestartItIsBackOnItsPortWithNothingInIt() throws IOException {
    // Given
    try (var redis = Redis.start()) {
      try (var socket = connect(redis)) {
        assertThat(answer(socket, "SET shop:a 1")).isEqualTo("+OK");
      }

      // When
      redis.stop();

      // Then
      assertThatThrownBy(() -> connect(redis)).isInstanceOf(ConnectException.class);
      redis.restart();
      try (var socket = connect(redis)) {
        assertThat(answer(socket, "GET shop:a")).isEqualTo("$-1");
      }
    }
  }

  @Test
  void pausedItTakesConnectionsAndSaysNothing() throws IOException {
    // Given
    try (var redis = Redis.start();
        var socket = connect(redis)) {
      // When
      redis.pause();

      // Then
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> answer(socket, "PING")).isInstanceOf(SocketTimeoutException.class);
      redis.resume();
      socket.setSoTimeout(10_000);
      assertThat(readLine(socket)).isEqualTo("+PONG");
    }
  }

  private static Socket connect(Redis redis) throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), redis.port());
  }

  private static Socket connectTls(Redis redis, TestCertificates authority, String name)
      throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.authorityCertificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(connect(redis), name, redis.port(), true);
    var parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String answer(Socket socket, String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    return readLine(socket);
  }

  private static String readLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next != '\n';
        next = socket.getInputStream().read()) {
      if (next < 0) {
        throw new IOException("closed");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
