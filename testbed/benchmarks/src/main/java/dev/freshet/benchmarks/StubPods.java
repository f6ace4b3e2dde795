package dev.freshet.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Thousands of pods in one thread of one process: every loopback address answers on one port, and
 * acknowledges the revision that it was sent. Addresses of {@link PodAddresses#silent} accept and
 * never answer.
 *
 * <p>It stands in for the pods so cheaply that the client is what is measured: one selector, no
 * allocation for a request that arrives in one piece.
 */
final class StubPods {
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REVISION = "\nfreshet-revision:".getBytes(StandardCharsets.US_ASCII);
  private static final int REVISION_LENGTH = "sha256:".length() + 64;
  private static final String BEFORE = "{\"appliedRevision\":\"";
  private static final String AFTER = "\",\"processes\":{\"applied\":4,\"total\":4}}";

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final ByteBuffer in = ByteBuffer.allocateDirect(512 * 1024);
  private final byte[] request = new byte[512 * 1024];
  private final ByteBuffer out = ByteBuffer.allocateDirect(1024);
  private final byte[] answer;
  private final int revisionAt;

  private StubPods() throws IOException {
    String body = BEFORE + "?".repeat(REVISION_LENGTH) + AFTER;
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length());
    answer = (head + body).getBytes(StandardCharsets.US_ASCII);
    revisionAt = head.length() + BEFORE.length();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress("0.0.0.0", 0), 4096);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Prints its port and answers until its standard input ends. */
  public static void main(String[] args) throws IOException {
    var stub = new StubPods();
    System.out.println(((InetSocketAddress) stub.server.getLocalAddress()).getPort());
    Thread.ofPlatform().daemon().start(StubPods::exitWithParent);
    while (true) {
      stub.selector.select(stub::handle);
    }
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said to this process but that it is over.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read(key);
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private void accept() throws IOException {
    SocketChannel pod = server.accept();
    while (pod != null) {
      if (!PodAddresses.silent((InetSocketAddress) pod.getLocalAddress())) {
        pod.configureBlocking(false);
        pod.setOption(StandardSocketOptions.TCP_NODELAY, true);
        pod.register(selector, SelectionKey.OP_READ, new byte[0]);
      }
      pod = server.accept();
    }
  }

  private void read(SelectionKey key) throws IOException {
    var pod = (SocketChannel) key.channel();
    in.clear();
    if (pod.read(in) < 0) {
      close(key);
      return;
    }
    in.flip();
    byte[] earlier = (byte[]) key.attachment();
    int length = earlier.length + in.remaining();
    System.arraycopy(earlier, 0, request, 0, earlier.length);
    in.get(request, earlier.length, in.remaining());
    int head = indexOf(END_OF_HEAD, length);
    if (head < 0 || length < head + END_OF_HEAD.length + contentLength(head)) {
      key.attach(Arrays.copyOf(request, length));
      return;
    }
    if (earlier.length > 0) {
      key.attach(new byte[0]);
    }
    acknowledge(pod, head);
  }

  private void acknowledge(SocketChannel pod, int head) throws IOException {
    int revision = valueOf(REVISION, head);
    System.arraycopy(request, revision, answer, revisionAt, REVISION_LENGTH);
    out.clear().put(answer).flip();
    pod.write(out);
  }

  private int contentLength(int head) {
    int at = valueOf(LENGTH, head);
    int length = 0;
    while (request[at] >= '0' && request[at] <= '9') {
      length = 10 * length + request[at] - '0';
      at++;
    }
    return length;
  }

  private int valueOf(byte[] name, int head) {
    int at = indexOf(name, head);
    if (at < 0) {
      throw new IllegalStateException(
          "a request without" + new String(name, StandardCharsets.US_ASCII));
    }
    at += name.length;
    while (request[at] == ' ') {
      at++;
    }
    return at;
  }

  /** Where a word begins, its letters in any case. */
  private int indexOf(byte[] word, int end) {
    for (int at = 0; at <= end - word.length; at++) {
      int same = 0;
      while (same < word.length && lowerCase(request[at + same]) == word[same]) {
        same++;
      }
      if (same == word.length) {
        return at;
      }
    }
    return -1;
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
