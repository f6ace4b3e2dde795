package dev.freshet.operator.status;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text that is safe to show: one line, no control characters, no more bytes than there is room for.
 * What pods and servers say may hold line breaks that forge a log line, or escape sequences that
 * repaint a terminal.
 */
public final class BoundedText {
  /** Room for the message of a condition. */
  public static final int CONDITION_MESSAGE = 320;

  /** Room for the message of one entry of a list. */
  public static final int ENTRY_MESSAGE = 160;

  private static final String ELLIPSIS = "…";

  private BoundedText() {}

  /** The text on one line, cut to at most {@code maxBytes} of UTF-8 between two characters. */
  public static String of(String text, int maxBytes) {
    var clean = new StringBuilder(Math.min(text.length(), maxBytes));
    text.codePoints()
        .limit(maxBytes + 1L)
        .map(point -> isVisible(point) ? point : ' ')
        .forEach(clean::appendCodePoint);
    var whole = clean.toString();
    return whole.getBytes(UTF_8).length <= maxBytes ? whole : cut(whole, maxBytes);
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String cut(String text, int maxBytes) {
    var room = maxBytes - ELLIPSIS.getBytes(UTF_8).length;
    var end = 0;
    var used = 0;
    while (end < text.length()) {
      var point = text.codePointAt(end);
      used += Character.toString(point).getBytes(UTF_8).length;
      if (used > room) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
