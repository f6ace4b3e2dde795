package dev.freshet.operator.keys;

/**
 * What Redis and Valkey do with a MATCH pattern, written from the behaviour of their {@code
 * stringmatchlen}: the judge over our globs. {@code RedisGlobIT} holds it against a real server.
 */
final class RedisGlob {
  private final byte[] pattern;
  private final byte[] key;

  private RedisGlob(byte[] pattern, byte[] key) {
    this.pattern = pattern;
    this.key = key;
  }

  static boolean matches(byte[] pattern, byte[] key) {
    return new RedisGlob(pattern, key).matches(0, 0);
  }

  private boolean matches(int p, int k) {
    while (p < pattern.length && k < key.length) {
      switch (pattern[p]) {
        case '*' -> {
          while (p + 1 < pattern.length && pattern[p + 1] == '*') {
            p++;
          }
          if (p + 1 == pattern.length) {
            return true;
          }
          for (int next = k; next < key.length; next++) {
            if (matches(p + 1, next)) {
              return true;
            }
          }
          return false;
        }
        case '?' -> k++;
        case '[' -> {
          int close = classEnd(p);
          if (!classHolds(p, close, key[k])) {
            return false;
          }
          p = close;
          k++;
        }
        case '\\' -> {
          if (p + 1 < pattern.length) {
            p++;
          }
          if (pattern[p] != key[k]) {
            return false;
          }
          k++;
        }
        default -> {
          if (pattern[p] != key[k]) {
            return false;
          }
          k++;
        }
      }
      p++;
    }
    while (k == key.length && p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length && k == key.length;
  }

  /** The index of the closing bracket, or of the last byte where there is none. */
  private int classEnd(int open) {
    int p = open + 1;
    while (p < pattern.length && pattern[p] != ']') {
      p += pattern[p] == '\\' && p + 1 < pattern.length ? 2 : 1;
    }
    return Math.min(p, pattern.length - 1);
  }

  private boolean classHolds(int open, int close, byte candidate) {
    boolean negated = open + 1 < pattern.length && pattern[open + 1] == '^';
    boolean found = false;
    for (int p = open + (negated ? 2 : 1); p < close; p++) {
      if (pattern[p] == '\\' && p + 1 < close) {
        p++;
        found |= pattern[p] == candidate;
      } else if (p + 2 < close && pattern[p + 1] == '-') {
        int low = Math.min(pattern[p], pattern[p + 2]);
        int high = Math.max(pattern[p], pattern[p + 2]);
        found |= candidate >= low && candidate <= high;
        p += 2;
      } else {
        found |= pattern[p] == candidate;
      }
    }
    return found != negated;
  }
}
