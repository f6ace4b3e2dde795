package dev.freshet.operator.keys;

import java.util.Optional;
import java.util.function.Function;

/** What became of a text that a user wrote: a value, or where and why it is none. */
public sealed interface Parsed<T> {

  /** The text was well-formed. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * The text was not well-formed.
   *
   * @param position the character at fault, counted from 1 in Unicode code points
   * @param message what is wrong and what to write instead; no full stop at its end
   */
  record Malformed<T>(int position, String message) implements Parsed<T> {}

  /** Goes on with the value; a malformed text stays malformed for the same reason. */
  default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
    return switch (this) {
      case Valid<T>(T value) -> next.apply(value);
      case Malformed<T>(int position, String message) -> new Malformed<>(position, message);
    };
  }

  /** The value, if there is one. */
  default Optional<T> toOptional() {
    return this instanceof Valid<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
