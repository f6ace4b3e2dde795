package dev.freshet.benchmarks;

import java.util.List;

/** The middle of several measurements; the lower of two. */
final class Medians {
  private Medians() {}

  static double of(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
