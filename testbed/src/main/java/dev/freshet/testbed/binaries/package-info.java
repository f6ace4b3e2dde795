/**
 * Where the programs of a control plane come from: a directory that somebody names, the cache, a
 * download, or a build from Go modules, in this order.
 */
@NullMarked
package dev.freshet.testbed.binaries;

import org.jspecify.annotations.NullMarked;
