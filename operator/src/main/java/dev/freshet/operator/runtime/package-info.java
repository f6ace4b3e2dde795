/** What every program needs around its work: settings, probes, metrics, events. */
@NullMarked
package dev.freshet.operator.runtime;

import org.jspecify.annotations.NullMarked;
