package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
  private final List<Socket> peers = new ArrayList<>();
  private ServerSocket server;
  private long now = Long.MAX_VALUE - 5;
  private final IdleConnections idle = new IdleConnections(Duration.ofNanos(100), 3, () -> now);

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  @AfterEach
  void hangUp() throws IOException {
    idle.close();
    server.close();
    for (Socket peer : peers) {
      peer.close();
    }
  }

  @Test
  void whatIsKeptIsTakenOnce() throws IOException {
    // Given
    var connection = connection("a");
    idle.keep(connection);

    // Then
    assertThat(idle.take(connection.key())).contains(connection);
    assertThat(idle.take(connection.key())).isEmpty();
  }

  @Test
  void aPodHasOneIdleConnectionAtMost() throws IOException {
    // Given
    var first = connection("a");
    var second = connection("a");
    idle.keep(first);

    // When
    idle.keep(second);

    // Then
    assertThat(idle.size()).isEqualTo(1);
    assertThat(second.wire().isClosed()).isTrue();
    assertThat(idle.take(first.key())).contains(first);
  }

  @Test
  void whatWaitedTooLongIsNeitherTakenNorLeftOpen() throws IOException {
    // Given
    var connection = connection("a");
    idle.keep(connection);
    now += 101;

    // Then
    assertThat(idle.take(connection.key())).isEmpty();
    assertThat(connection.wire().isClosed()).isTrue();
  }

  @Test
  void theOldOnesAreEvictedAndTheYoungOnesStay() throws IOException {
    // Given
    var old = connection("a");
    idle.keep(old);
    now += 60;
    var young = connection("b");
    idle.keep(young);
    now += 60;

    // When
    idle.evict();

    // Then
    assertThat(old.wire().isClosed()).isTrue();
    assertThat(young.wire().isClosed()).isFalse();
    assertThat(idle.size()).isEqualTo(1);
  }

  @Test
  void whenThereAreTooManyTheOldestGoes() throws IOException {
    // Given
    var oldest = connection("a");
    idle.keep(oldest);
    idle.keep(connection("b"));
    idle.keep(connection("c"));

    // When
    idle.keep(connection("d"));

    // Then
    assertThat(idle.size()).isEqualTo(3);
    assertThat(oldest.wire().isClosed()).isTrue();
  }

  @Test
  void aConnectionThatSaidSomethingUnaskedIsNotTaken() throws Exception {
    // Given
    var connection = connection("a");
    idle.keep(connection);
    peers.getLast().getOutputStream().write('x');
    org.awaitility.Awaitility.await().until(connection::hasUnaskedBytes);

    // Then
    assertThat(idle.take(connection.key())).isEmpty();
    assertThat(connection.wire().isClosed()).isTrue();
  }

  @Test
  void afterTheEndNothingIsKept() throws IOException {
    // Given
    var before = connection("a");
    var after = connection("b");
    idle.keep(before);

    // When
    idle.close();
    idle.keep(after);

    // Then
    assertThat(before.wire().isClosed()).isTrue();
    assertThat(after.wire().isClosed()).isTrue();
    assertThat(idle.size()).isZero();
  }

  private PodConnection connection(String uid) throws IOException {
    var wire = new Socket(server.getInetAddress(), server.getLocalPort());
    peers.add(server.accept());
    var key = new PodConnection.Key(uid, "127.0.0.1", server.getLocalPort(), null);
    return new PodConnection(key, wire, wire);
  }
}
