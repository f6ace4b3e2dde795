/**
 * Key templates: parsed from text, filled with values, matched byte for byte, narrowed to a glob.
 *
 * <p>All escaping of keys lives here, and everything is pure. Data flows in this order:
 *
 * <pre>
 * text --parse--> KeyTemplate --+
 *                               +--> KeyPattern --> KeyMatcher     decides about a key
 * text --parse--> KeyPrefix     |                --> glob           narrows what Redis sends
 *                   \--> KeyRoots --> KeyRoot    --> literalStart   is held against the guardrails
 * </pre>
 *
 * <p>The rules are the same in every client; {@code contract/keys.json} and {@code
 * contract/globs.json} hold the vectors they share.
 */
@NullMarked
package dev.freshet.operator.keys;

import org.jspecify.annotations.NullMarked;
