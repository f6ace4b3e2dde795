/**
 * Programs that measure. Each prints its table and its ratios, both sides alternated inside one
 * run; {@code docs/benchmarks.md} says how to start them and what they showed.
 */
@NullMarked
package dev.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
