/**
 * The HTTP boundary to the app pods: one call in, one answer out, and nothing else of the wire.
 *
 * <p>This is the only package that knows an HTTP library. A pod is a stranger here: it may hang,
 * trickle, lie or answer ten megabytes, and every such thing ends as a value of {@link
 * dev.freshet.operator.endpoint.ConfigAnswer} or {@link
 * dev.freshet.operator.endpoint.StatusAnswer}, never as an exception, and never as text of the pod
 * that somebody else would print.
 */
@NullMarked
package dev.freshet.operator.endpoint;

import org.jspecify.annotations.NullMarked;
