package dev.freshet.operator.policy;

import dev.freshet.operator.status.BoundedText;

/** What a user wrote, as a message shows it: in quotes, on one line, and not at any length. */
record Quoted(String text) {
  private static final int ROOM = 60;

  @Override
  public String toString() {
    return '"' + BoundedText.of(text, ROOM) + '"';
  }
}
