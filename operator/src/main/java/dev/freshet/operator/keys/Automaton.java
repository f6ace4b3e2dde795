package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.Part.Star;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Matches bytes against parts in one pass that never looks back.
 *
 * <p>Keys are partly chosen by strangers, and a matcher that tries one reading after another can be
 * made to try for hours ({@code *a*a*a*b} against many an a). So all readings are followed at once,
 * one bit each, in the way of Baeza-Yates and Gonnet's shift-and with loops added: bit i means that
 * a reading has come as far as position i. For each byte
 *
 * <pre>
 * bits = (bits moved up by one, where the byte leads into the position)
 *      | (bits, where the byte stays within the position)
 * </pre>
 *
 * <p>That is one step for each byte of the key and each 64 positions of the pattern, and nothing a
 * key contains can make it more. The text at the beginning, at which most keys of a scan fail, is
 * compared without the machine.
 */
final class Automaton {
  /** Which bytes lead into a position, and which keep a reading within it. */
  private record Position(IntPredicate enter, IntPredicate stay) {}

  private final byte[] head;
  private final int words;
  private final int end;
  private final boolean openEnd;

  /** For each byte where in the masks its words begin. Bytes that do the same share them. */
  private final int[] maskOf = new int[256];

  private final long[] enter;
  private final long[] stay;

  static Automaton of(List<Part> parts, Separator separator) {
    boolean hasHead = !parts.isEmpty() && parts.getFirst() instanceof Literal;
    var head = hasHead ? ((Literal) parts.getFirst()).text() : "";
    var tail = hasHead ? parts.subList(1, parts.size()) : parts;
    boolean openEnd = !tail.isEmpty() && tail.getLast() instanceof Star;
    return new Automaton(head.getBytes(UTF_8), positions(tail, separator), openEnd);
  }

  private static List<Position> positions(List<Part> parts, Separator separator) {
    IntPredicate withinSegment = octet -> octet != separator.character();
    var positions = new ArrayList<Position>();
    positions.add(new Position(Automaton::none, Automaton::none));
    for (var part : parts) {
      switch (part) {
        case Literal(String text) -> {
          for (byte expected : text.getBytes(UTF_8)) {
            positions.add(new Position(octet -> octet == (expected & 0xFF), Automaton::none));
          }
        }
        case Placeholder _, AppVersion _ ->
            positions.add(new Position(withinSegment, withinSegment));
        case Bucket(TimeBucket bucket) -> {
          for (int i = 0; i < bucket.digits(); i++) {
            positions.add(new Position(Automaton::digit, Automaton::none));
          }
        }
        case Star _ ->
            positions.addLast(new Position(positions.removeLast().enter(), Automaton::any));
      }
    }
    return positions;
  }

  private static boolean none(int octet) {
    return false;
  }

  private static boolean any(int octet) {
    return true;
  }

  private static boolean digit(int octet) {
    return octet >= '0' && octet <= '9';
  }

  private Automaton(byte[] head, List<Position> positions, boolean openEnd) {
    this.head = head;
    this.end = positions.size() - 1;
    this.openEnd = openEnd;
    this.words = end / Long.SIZE + 1;

    var masks = new ArrayList<long[]>();
    for (int octet = 0; octet < maskOf.length; octet++) {
      var mask = mask(octet, positions);
      int known = 0;
      while (known < masks.size() && !Arrays.equals(masks.get(known), mask)) {
        known++;
      }
      if (known == masks.size()) {
        masks.add(mask);
      }
      maskOf[octet] = known * words;
    }
    this.enter = new long[masks.size() * words];
    this.stay = new long[masks.size() * words];
    for (int i = 0; i < masks.size(); i++) {
      System.arraycopy(masks.get(i), 0, enter, i * words, words);
      System.arraycopy(masks.get(i), words, stay, i * words, words);
    }
  }

  /** The words of {@code enter} for this byte, then those of {@code stay}. */
  private long[] mask(int octet, List<Position> positions) {
    var mask = new long[2 * words];
    for (int i = 0; i < positions.size(); i++) {
      long bit = 1L << i;
      mask[i / Long.SIZE] |= positions.get(i).enter().test(octet) ? bit : 0;
      mask[words + i / Long.SIZE] |= positions.get(i).stay().test(octet) ? bit : 0;
    }
    return mask;
  }

  /** Whether the key, from this index to its end, is one that the parts describe. */
  boolean matches(byte[] key, int from) {
    return walk(key, from) >= 0;
  }

  /** The number of steps it took to say yes; its complement where the answer is no. */
  int walk(byte[] key, int from) {
    int start = from + head.length;
    if (start > key.length || !Arrays.equals(key, from, start, head, 0, head.length)) {
      return ~0;
    }
    int steps = 0;
    var bits = new long[words];
    bits[0] = 1;
    for (int i = start; i < key.length && !(openEnd && isAt(end, bits)); i++) {
      int mask = maskOf[key[i] & 0xFF];
      long carried = 0;
      long alive = 0;
      for (int word = 0; word < words; word++, steps++) {
        long readings = bits[word];
        long moved = ((readings << 1) | carried) & enter[mask + word];
        bits[word] = moved | (readings & stay[mask + word]);
        carried = readings >>> (Long.SIZE - 1);
        alive |= bits[word];
      }
      if (alive == 0) {
        return ~steps;
      }
    }
    return isAt(end, bits) ? steps : ~steps;
  }

  private static boolean isAt(int position, long[] bits) {
    return (bits[position / Long.SIZE] & (1L << position)) != 0;
  }
}
