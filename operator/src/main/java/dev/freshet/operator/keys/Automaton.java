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
    return new Automaton(
        head.getBytes(UTF_8), hasHead ? parts.subList(1, parts.size()) : parts, separator);
  }

  private Automaton(byte[] head, List<Part> tail, Separator separator) {
    this.head = head;
    this.end = tail.stream().mapToInt(Automaton::length).sum();
    this.openEnd = !tail.isEmpty() && tail.getLast() instanceof Star;
    this.words = end / Long.SIZE + 1;

    var masks = masks(tail, separator);
    var distinct = new ArrayList<long[]>();
    for (int octet = 0; octet < maskOf.length; octet++) {
      maskOf[octet] = indexOf(masks[octet], distinct) * words;
    }
    this.enter = new long[distinct.size() * words];
    this.stay = new long[distinct.size() * words];
    for (int i = 0; i < distinct.size(); i++) {
      System.arraycopy(distinct.get(i), 0, enter, i * words, words);
      System.arraycopy(distinct.get(i), words, stay, i * words, words);
    }
  }

  /** How many positions a part has. A wildcard has none: readings stay where they were. */
  private static int length(Part part) {
    return switch (part) {
      case Literal(String text) -> text.getBytes(UTF_8).length;
      case Placeholder _, AppVersion _ -> 1;
      case Bucket(TimeBucket bucket) -> bucket.digits();
      case Star _ -> 0;
    };
  }

  /** For each byte the words of {@code enter}, then those of {@code stay}. */
  private long[][] masks(List<Part> parts, Separator separator) {
    var masks = new long[maskOf.length][2 * words];
    int position = 0;
    for (var part : parts) {
      switch (part) {
        case Literal(String text) -> {
          for (byte octet : text.getBytes(UTF_8)) {
            set(++position, masks[octet & 0xFF], 0);
          }
        }
        case Placeholder _, AppVersion _ -> {
          position++;
          for (int octet = 0; octet < masks.length; octet++) {
            if (octet != separator.character()) {
              set(position, masks[octet], 0);
              set(position, masks[octet], words);
            }
          }
        }
        case Bucket(TimeBucket bucket) -> {
          for (int i = 0; i < bucket.digits(); i++) {
            position++;
            for (int octet = '0'; octet <= '9'; octet++) {
              set(position, masks[octet], 0);
            }
          }
        }
        case Star _ -> {
          for (var mask : masks) {
            set(position, mask, words);
          }
        }
      }
    }
    return masks;
  }

  private static void set(int position, long[] words, int from) {
    words[from + position / Long.SIZE] |= 1L << position;
  }

  private static int indexOf(long[] mask, List<long[]> distinct) {
    for (int i = 0; i < distinct.size(); i++) {
      if (Arrays.equals(distinct.get(i), mask)) {
        return i;
      }
    }
    distinct.add(mask);
    return distinct.size() - 1;
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
