package dev.freshet.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire to a port of this machine that can be held and cut.
 *
 * <p>Held, it swallows nothing and delivers nothing: both ends see a silent peer, and what they
 * said arrives when the wire is released. Cut, every open connection ends at once.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean held;

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy on a free port of 127.0.0.1 before a port of 127.0.0.1. */
  public static TcpProxy to(int port) {
    try {
      var listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 512);
      var proxy = new TcpProxy(listener, port);
      Thread.ofVirtual().name("proxy-to-" + port).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on nothing passes, in neither direction. */
  public void hold() {
    setHeld(true);
  }

  /** What was held passes now, and all that follows. */
  public void release() {
    setHeld(false);
  }

  /** Ends all connections; new ones are welcome. */
  public void cut() {
    sockets.forEach(TcpProxy::closeQuietly);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cut();
      release();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The listener was closed, or the target is away: then the caller sees a cut connection.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    sockets.add(caller);
    try {
      var callee = new Socket(InetAddress.ofLiteral("127.0.0.1"), target);
      sockets.add(callee);
      Thread.ofVirtual().start(() -> copy(caller, callee));
      Thread.ofVirtual().start(() -> copy(callee, caller));
    } catch (IOException e) {
      closeQuietly(caller);
      sockets.remove(caller);
      throw e;
    }
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[16 * 1024];
    try (from;
        to) {
      for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
        awaitReleased();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One end is gone: closing both is all there is to do.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitReleased() {
    lock.lock();
    try {
      while (held) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void setHeld(boolean value) {
    lock.lock();
    try {
      held = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was broken already.
    }
  }
}
