package dev.freshet.operator.endpoint;

import java.util.regex.Pattern;

/**
 * Text that a pod wrote and a person will read, in a terminal, a log or a status: what could move
 * the cursor, turn the writing direction or forge a line is taken out, and it is cut.
 */
final class PodText {
  private static final Pattern TERMINAL_SEQUENCES =
      Pattern.compile(
          "\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|.)?");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\u0085\\p{Z}]+");
  // Control, format (bidi, zero-width, tags), lone surrogates, private use, unassigned.
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}+");

  private PodText() {}

  /** At most {@code most} characters, none of them cut in half. */
  static String clean(String text, int most) {
    String line = TERMINAL_SEQUENCES.matcher(text).replaceAll("");
    line = WHITE_SPACE.matcher(line).replaceAll(" ");
    line = UNPRINTABLE.matcher(line).replaceAll("").strip();
    if (line.length() <= most) {
      return line;
    }
    return line.substring(0, Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most);
  }
}
