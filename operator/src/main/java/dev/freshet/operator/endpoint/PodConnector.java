package dev.freshet.operator.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.ssl.SSLException;

/** Opens connections to pods. */
final class PodConnector {
  private final TlsContexts tls = new TlsContexts();

  /** Has no timeout of its own: the watchdog closes the socket when the call's time is over. */
  PodConnection connect(PodConnection.Key key, Watchdog.Watch watch) throws IOException {
    // NO_PROXY: a plain Socket would ask the system properties for a SOCKS proxy.
    var wire = new Socket(Proxy.NO_PROXY);
    watch.guard(wire);
    try {
      wire.setTcpNoDelay(true);
      wire.connect(new InetSocketAddress(InetAddress.ofLiteral(key.ip()), key.port()));
      return new PodConnection(key, wire, key.tls() == null ? wire : handshake(wire, key.tls()));
    } catch (IOException e) {
      Watchdog.closeQuietly(wire);
      throw e;
    }
  }

  private Socket handshake(Socket wire, TlsTrust trust) throws IOException {
    try {
      return tls.secure(wire, trust);
    } catch (SSLException e) {
      throw new HandshakeFailed(e);
    }
  }

  /** The pod did not prove who it is; everything later on a connection is another failure. */
  static final class HandshakeFailed extends IOException {
    HandshakeFailed(SSLException cause) {
      super(cause);
    }
  }
}
