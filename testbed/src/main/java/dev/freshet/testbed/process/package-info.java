/** Child processes and temporary files, and the promise that neither outlives the JVM. */
@NullMarked
package dev.freshet.testbed.process;

import org.jspecify.annotations.NullMarked;
