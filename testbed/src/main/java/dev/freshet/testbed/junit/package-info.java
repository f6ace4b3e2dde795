/** The test bed as parameters of JUnit tests. */
@NullMarked
package dev.freshet.testbed.junit;

import org.jspecify.annotations.NullMarked;
