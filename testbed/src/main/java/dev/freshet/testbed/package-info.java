/** A real control plane, Redis and scriptable pods on one machine, for the tests and the demo. */
@NullMarked
package dev.freshet.testbed;

import org.jspecify.annotations.NullMarked;
