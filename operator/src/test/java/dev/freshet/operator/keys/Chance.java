package dev.freshet.operator.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One throw of the dice for a property test. The same seed gives the same throw, and a case that
 * fails says its seed: {@code -Dfreshet.seed=…} runs that case alone.
 */
final class Chance {
  private static final long FIRST_SEED = 20_261_121;

  private final RandomGenerator random;

  private Chance(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Holds the property against so many cases. */
  static void forAll(int cases, Consumer<Chance> property) {
    var only = Long.getLong("freshet.seed");
    long first = only == null ? FIRST_SEED : only;
    for (long seed = first; seed < first + (only == null ? cases : 1); seed++) {
      try {
        property.accept(new Chance(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("fails with -Dfreshet.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** From 0 to one below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many times. */
  boolean onceIn(int times) {
    return below(times) == 0;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  <T> List<T> shuffled(List<T> items) {
    var shuffled = new ArrayList<>(items);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, below(i + 1));
    }
    return shuffled;
  }

  /** So many of these, one after the other. */
  String stringOf(int length, List<String> pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(oneOf(pieces));
    }
    return text.toString();
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
