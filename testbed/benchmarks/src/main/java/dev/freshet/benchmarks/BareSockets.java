package dev.freshet.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The upper bound: one write, one read, one kept socket per pod, and a parser that knows only the
 * stub's answer.
 */
final class BareSockets implements PushClient {
  private final Map<String, Socket> kept = new ConcurrentHashMap<>();

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    Socket socket = kept.remove(ip);
    if (socket == null) {
      socket = new Socket(Proxy.NO_PROXY);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(ip), port), 3000);
      socket.setSoTimeout(3000);
    }
    socket.getOutputStream().write(wire(ip, port, request));
    byte[] answer = new byte[1024];
    int length = 0;
    while (!complete(answer, length)) {
      int more = socket.getInputStream().read(answer, length, answer.length - length);
      if (more < 0) {
        throw new EOFException();
      }
      length += more;
    }
    kept.put(ip, socket);
    if (answer[9] != '2') {
      throw new IOException("not a 200");
    }
  }

  private static byte[] wire(String ip, int port, Request request) {
    var head = new StringBuilder(768);
    head.append("PUT ").append(Request.PATH).append(" HTTP/1.1\r\nHost: ").append(ip);
    head.append(':').append(port);
    String[] headers = request.headers();
    for (int i = 0; i < headers.length; i += 2) {
      head.append("\r\n").append(headers[i]).append(": ").append(headers[i + 1]);
    }
    head.append("\r\nContent-Length: ").append(request.document().length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] wire = Arrays.copyOf(start, start.length + request.document().length);
    System.arraycopy(request.document(), 0, wire, start.length, request.document().length);
    return wire;
  }

  // The stub's answers end with "}}" and hold it nowhere else.
  private static boolean complete(byte[] answer, int length) {
    return length > 2 && answer[length - 1] == '}' && answer[length - 2] == '}';
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : kept.values()) {
      socket.close();
    }
  }
}
