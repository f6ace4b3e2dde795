/** The demo: the whole product on one machine, told in a few lines. */
@NullMarked
package dev.freshet.testbed.demo;

import org.jspecify.annotations.NullMarked;
