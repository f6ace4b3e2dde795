/**
 * How every kind speaks about its state: condition types, reasons, and the rules by which
 * conditions change.
 */
@NullMarked
package dev.freshet.operator.status;

import org.jspecify.annotations.NullMarked;
