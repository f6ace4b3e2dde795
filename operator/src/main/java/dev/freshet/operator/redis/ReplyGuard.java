package dev.freshet.operator.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads along with the client library and stops a reply that is too large before the library
 * believes it: for {@code $2000000000} or {@code *2000000000} it would reserve that much memory at
 * once, and anybody who may write a backend could end the operator.
 *
 * <p>Knows the five types of RESP2 and no others; a header that isn't plain digits is refused,
 * because the library would read it in its own way.
 */
final class ReplyGuard extends FilterInputStream {
  private static final int LONGEST_LINE = 4_096;
  private static final int DEEPEST = 4;

  private final int largestReply;
  private final long[] missing = new long[DEEPEST];
  private final StringBuilder line = new StringBuilder();
  private int depth;
  private long bulkLeft;
  private long size;

  ReplyGuard(InputStream in, int largestReply) {
    super(in);
    this.largestReply = largestReply;
  }

  @Override
  public int read() throws IOException {
    var next = super.read();
    if (next >= 0) {
      see((byte) next);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    for (var i = 0; i < read; i++) {
      see(buffer[offset + i]);
    }
    return read;
  }

  private void see(byte next) throws IOException {
    requireRoom(1);
    size++;
    if (bulkLeft > 0) {
      bulkLeft--;
      if (bulkLeft == 0) {
        valueEnded();
      }
      return;
    }
    line.append((char) (next & 0xff));
    if (line.length() > LONGEST_LINE) {
      throw new UnacceptableReply();
    }
    if (next == '\n' && line.length() >= 2 && line.charAt(line.length() - 2) == '\r') {
      var header = line.substring(0, line.length() - 2);
      line.setLength(0);
      headerEnded(header);
    }
  }

  private void headerEnded(String header) throws IOException {
    switch (header.isEmpty() ? ' ' : header.charAt(0)) {
      case '+', '-', ':' -> valueEnded();
      case '$' -> bulkBegins(count(header));
      case '*' -> arrayBegins(count(header));
      default -> throw new UnacceptableReply();
    }
  }

  private void bulkBegins(long bytes) throws IOException {
    if (bytes < 0) {
      valueEnded();
    } else {
      requireRoom(bytes);
      bulkLeft = bytes + 2;
    }
  }

  private void arrayBegins(long values) throws IOException {
    if (values <= 0) {
      valueEnded();
    } else {
      requireRoom(values);
      if (depth == DEEPEST) {
        throw new UnacceptableReply();
      }
      missing[depth++] = values;
    }
  }

  private void valueEnded() {
    while (depth > 0 && --missing[depth - 1] == 0) {
      depth--;
    }
    if (depth == 0) {
      size = 0;
    }
  }

  private void requireRoom(long bytes) throws IOException {
    if (size + bytes > largestReply) {
      throw new UnacceptableReply();
    }
  }

  private static long count(String header) throws IOException {
    if (header.equals("$-1") || header.equals("*-1")) {
      return -1;
    }
    if (!header.substring(1).matches("[0-9]{1,10}")) {
      throw new UnacceptableReply();
    }
    return Long.parseLong(header.substring(1));
  }

  /** What came is no reply, or one that nobody needs. */
  static final class UnacceptableReply extends IOException {
    UnacceptableReply() {
      super("not a reply of Redis, or too large a one");
    }
  }
}
