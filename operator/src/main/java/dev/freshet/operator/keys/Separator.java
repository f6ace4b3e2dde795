package dev.freshet.operator.keys;

import java.util.Optional;

/** The character between the segments of a key. No placeholder ever matches it. */
public enum Separator {
  COLON(':'),
  PIPE('|'),
  SLASH('/'),
  HASH('#'),
  DOT('.');

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  /** The separator that is written so, if there is one. */
  public static Optional<Separator> of(String text) {
    for (var separator : values()) {
      if (separator.toString().equals(text)) {
        return Optional.of(separator);
      }
    }
    return Optional.empty();
  }

  char character() {
    return character;
  }

  @Override
  public String toString() {
    return String.valueOf(character);
  }
}
