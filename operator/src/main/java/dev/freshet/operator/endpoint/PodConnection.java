package dev.freshet.operator.endpoint;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to one pod. It holds no buffers: those live as long as one call, so that
 * thousands of idle connections cost little more than their sockets.
 *
 * @param wire what was connected, and what is closed
 * @param stream what is spoken on: the same, or the TLS socket over it
 */
record PodConnection(Key key, Socket wire, Socket stream) {

  /**
   * What must be the same for a connection to be used again. The pod's uid and address are in it,
   * so that no two pods ever share one, whatever name their certificates have; and the trust it was
   * verified with, so that none is used under a stricter demand than it was opened with.
   */
  record Key(String podUid, String ip, int port, @Nullable TlsTrust tls) {
    static Key of(PodAddress address) {
      return new Key(address.podUid(), address.ip(), address.port(), address.tls());
    }
  }

  /** Whether the pod sent something that nobody asked for; the next answer could be mistaken. */
  boolean hasUnaskedBytes() {
    try {
      return wire.getInputStream().available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  void close() {
    // Not the TLS socket: its farewell is a write, and may block.
    Watchdog.closeQuietly(wire);
  }
}
