package dev.freshet.testbed.pod;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Just enough of HTTP/1.1 to be rude in it. */
final class HttpWire implements AutoCloseable {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpWire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 2048);
    this.out = new BufferedOutputStream(socket.getOutputStream(), 2048);
  }

  /** The next request; nothing when the caller has closed the connection. */
  Optional<HttpCall> read() throws IOException {
    var requestLine = readLine();
    if (requestLine.isEmpty()) {
      return Optional.empty();
    }
    var words = requestLine.split(" ", 3);
    if (words.length != 3) {
      throw new IOException("Not HTTP: " + requestLine);
    }
    var headers = readHeaders();
    return Optional.of(
        new HttpCall(Instant.now(), words[0], words[1], headers, Body.of(readBody(headers))));
  }

  /** Whether the connection may be used for another request. */
  boolean send(Reaction reaction) throws IOException, InterruptedException {
    return switch (reaction) {
      case Reaction.Reply reply -> {
        out.write(head(reply));
        out.write(reply.body().bytes());
        out.flush();
        yield true;
      }
      case Reaction.Late late -> {
        Thread.sleep(late.delay());
        yield send(late.then());
      }
      case Reaction.Silence _ -> {
        // Ends when the caller gives up or the pod is stopped, whatever else the caller says.
        in.transferTo(OutputStream.nullOutputStream());
        yield false;
      }
      case Reaction.Trickle trickle -> {
        trickle(trickle);
        yield true;
      }
      case Reaction.CutOff cutOff -> {
        out.write(head(cutOff.reply()));
        out.write(cutOff.reply().body().bytes(), 0, cutOff.bodyBytes());
        out.flush();
        yield false;
      }
      case Reaction.HangUp _ -> false;
      case Reaction.Raw raw -> {
        out.write(raw.bytes().bytes());
        out.flush();
        yield false;
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void trickle(Reaction.Trickle trickle) throws IOException, InterruptedException {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head(trickle.reply()));
    whole.writeBytes(trickle.reply().body().bytes());
    for (byte one : whole.toByteArray()) {
      out.write(one);
      out.flush();
      Thread.sleep(trickle.pause());
    }
  }

  private static byte[] head(Reaction.Reply reply) {
    var head = new StringBuilder();
    head.append("HTTP/1.1 ").append(reply.status()).append(" -\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(reply.body().length()).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private Map<String, String> readHeaders() throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("Not a header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] readBody(Map<String, String> headers) throws IOException {
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return readChunks();
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return readExactly(length);
  }

  private byte[] readChunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(readLine().split(";", 2)[0].trim(), 16);
      body.writeBytes(readExactly(length));
      readLine();
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private byte[] readExactly(int length) throws IOException {
    if (length > LARGEST_BODY) {
      throw new IOException("A body of " + length + " bytes");
    }
    var body = in.readNBytes(length);
    if (body.length != length) {
      throw new IOException("The body ended early");
    }
    return body;
  }

  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("A line without end");
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
