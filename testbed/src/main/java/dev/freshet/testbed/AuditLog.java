package dev.freshet.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every request that an API server of this control plane has answered.
 *
 * <p>Take a {@link #mark()} before and ask for {@link #since(Mark)} after the part of a test that
 * is to be judged. The API server writes an event before its client has the whole answer, so
 * nothing that has been answered is missing. Watches are listed when they begin and again when they
 * end.
 */
public final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  AuditLog(Path file) {
    this.file = file;
  }

  /** A place in the log. */
  public record Mark(long position) {
    public static final Mark START = new Mark(0);
  }

  /** The end of the log as it is now. */
  public Mark mark() {
    try {
      return new Mark(Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All requests since then, in the order in which they were answered. */
  public List<AuditedRequest> since(Mark mark) {
    return newLines(mark).lines().map(AuditLog::parse).toList();
  }

  /** The requests since then that meet the condition and could change something. */
  public List<AuditedRequest> writesSince(Mark mark, Predicate<AuditedRequest> condition) {
    return since(mark).stream().filter(AuditedRequest::isWrite).filter(condition).toList();
  }

  private String newLines(Mark mark) {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(mark.position());
      var bytes = new byte[Math.toIntExact(log.length() - mark.position())];
      log.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8);
      // A last line without its end is still being written: its request isn't answered yet.
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AuditedRequest parse(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      JsonNode object = event.path("objectRef");
      return new AuditedRequest(
          event.path("stage").asText(),
          event
              .path("impersonatedUser")
              .path("username")
              .asText(event.path("user").path("username").asText()),
          event.path("userAgent").asText(),
          event.path("verb").asText(),
          object.path("apiGroup").asText(),
          object.path("resource").asText(),
          object.path("subresource").asText(),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.path("requestURI").asText(),
          event.path("responseStatus").path("code").asInt());
    } catch (IOException e) {
      throw new UncheckedIOException("Not an audit event: " + line, e);
    }
  }
}
