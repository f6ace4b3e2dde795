package dev.freshet.operator.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A pod that is no HTTP server at all: it does with a bare connection what a test says. */
final class RudeServer implements AutoCloseable {
  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  /** What is done with one connection; it is closed afterwards. */
  @FunctionalInterface
  interface Manners {
    void with(Socket connection) throws IOException, InterruptedException;
  }

  private RudeServer(ServerSocket server) {
    this.server = server;
  }

  static RudeServer start(Manners manners) throws IOException {
    var rude = new RudeServer(new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual().start(() -> rude.accept(manners));
    return rude;
  }

  /** Reads a request of which the head ends with an empty line, and its body if it has come. */
  static void readRequest(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the caller is gone");
      }
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    in.skipNBytes(in.available());
  }

  PodAddress address(Duration timeout) {
    return new PodAddress(
        "uid-1", "127.0.0.1", false, server.getLocalPort(), "/freshet", null, timeout);
  }

  int accepted() {
    return accepted.get();
  }

  private void accept(Manners manners) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection, manners));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket connection, Manners manners) {
    try (connection) {
      manners.with(connection);
    } catch (IOException e) {
      // The caller has gone, as it should.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
