/**
 * Pods with addresses of their own that speak the pod contract, and can be told to speak it badly.
 *
 * <p>Nothing here shares code with the operator: signatures, digests and the fence are written once
 * more from the contract, so that a misreading shows.
 */
@NullMarked
package dev.freshet.testbed.pod;

import org.jspecify.annotations.NullMarked;
