package dev.freshet.operator.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.BooleanSupplier;

/** A connected socket whose replies pass a {@link ReplyGuard}, as the client library uses it. */
final class GuardedSocket extends Socket {
  private final Socket socket;
  private final BooleanSupplier identityAsked;
  private final InputStream guarded;

  GuardedSocket(Socket socket, BooleanSupplier identityAsked, int largestReply) throws IOException {
    this.socket = socket;
    this.identityAsked = identityAsked;
    this.guarded = new ReplyGuard(socket.getInputStream(), largestReply);
  }

  /** Whether the server wanted a client certificate. */
  boolean identityAsked() {
    return identityAsked.getAsBoolean();
  }

  @Override
  public InputStream getInputStream() {
    return guarded;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    socket.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return socket.getSoTimeout();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isBound() {
    return socket.isBound();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
