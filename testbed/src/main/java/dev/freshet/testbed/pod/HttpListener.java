package dev.freshet.testbed.pod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Listens on one address and port, with a virtual thread for each connection. */
final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final Duration ACCEPTOR_END = Duration.ofSeconds(5);

  private final ServerSocket socket;
  private final Handler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private final Thread acceptor = Thread.ofVirtual().unstarted(this::accept);

  private HttpListener(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  /** Decides what a request is answered. */
  @FunctionalInterface
  interface Handler {
    Reaction handle(HttpCall call);
  }

  static HttpListener open(InetSocketAddress address, Optional<SSLContext> tls, Handler handler) {
    try {
      var socket =
          tls.isPresent()
              ? tls.get().getServerSocketFactory().createServerSocket()
              : new ServerSocket();
      socket.bind(address, BACKLOG);
      var listener = new HttpListener(socket, handler);
      listener.acceptor.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't listen on " + address, e);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  InetAddress address() {
    return socket.getInetAddress();
  }

  /** How many callers hold a connection now. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    closeQuietly(socket);
    awaitAcceptor();
    connections.forEach(HttpListener::closeQuietly);
  }

  /** The port is free only when nobody waits at the socket any more, and it will be used again. */
  private void awaitAcceptor() {
    try {
      acceptor.join(ACCEPTOR_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // Closed, or one caller who gave up too early; the next one is welcome.
      }
    }
  }

  private void serve(Socket connection) {
    try (var wire = new HttpWire(connection)) {
      connection.setTcpNoDelay(true);
      for (var call = wire.read(); call.isPresent(); call = wire.read()) {
        if (!wire.send(handler.handle(call.get()))) {
          return;
        }
      }
    } catch (IOException e) {
      // The caller is gone, or is no HTTP client: there is nobody to tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It was broken already.
    }
  }
}
