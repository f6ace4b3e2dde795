package dev.freshet.operator.references;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of one watch, one JSON document a line. Cuts on bytes and not on characters,
 * because a chunk may end in the middle of one, and holds no memory between two lines, so that a
 * thousand quiet watches cost little.
 */
final class WatchEvents implements AsyncBody.Consumer<List<ByteBuffer>>, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Reference.Kind kind;
  private final Consumer<Optional<Contents>> changed;
  private ByteArrayOutputStream unfinished = new ByteArrayOutputStream(0);
  private volatile Optional<String> broken = Optional.empty();

  WatchEvents(Reference.Kind kind, Consumer<Optional<Contents>> changed) {
    this.kind = kind;
    this.changed = changed;
  }

  /** Why the watch is of no further use, if so: {@code 410} when its history is gone. */
  Optional<String> broken() {
    return broken;
  }

  @Override
  public synchronized void consume(List<ByteBuffer> chunks, AsyncBody body) {
    chunks.forEach(this::take);
    if (broken.isPresent()) {
      body.cancel();
    } else {
      body.consume();
    }
  }

  /** What still arrives of a watch that was given up must not undo what its successor learns. */
  @Override
  public synchronized void close() {
    if (broken.isEmpty()) {
      broken = Optional.of("closed");
    }
  }

  private void take(ByteBuffer chunk) {
    while (chunk.hasRemaining() && broken.isEmpty()) {
      var next = chunk.get();
      if (next != '\n') {
        unfinished.write(next);
      } else {
        var line = unfinished.toByteArray();
        unfinished = new ByteArrayOutputStream(0);
        broken = read(line);
      }
    }
  }

  private Optional<String> read(byte[] line) {
    try {
      var event = JSON.readTree(line);
      var object = event.path("object");
      return switch (event.path("type").asText()) {
        case "ADDED", "MODIFIED" -> {
          changed.accept(Optional.of(Contents.read(kind, object)));
          yield Optional.empty();
        }
        case "DELETED" -> {
          changed.accept(Optional.empty());
          yield Optional.empty();
        }
        case "BOOKMARK" -> Optional.empty();
        default -> Optional.of("the watch said " + object.path("code").asInt());
      };
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.of("an unreadable event");
    }
  }
}
