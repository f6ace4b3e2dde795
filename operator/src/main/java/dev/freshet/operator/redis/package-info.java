/**
 * The boundary to Redis and its kin: the only place that knows the client library, and the only one
 * that opens a socket to an address that a backend names.
 *
 * <pre>
 *   RedisTarget ─> RedisSockets ─────────────────────> RedisSession ──> RedisHealth
 *                  resolve once, refuse what the       AUTH, PING,      one sealed RedisCheck,
 *                  rules forbid, connect to exactly    INFO             no secret in any message
 *                  what was checked, TLS
 * </pre>
 *
 * <p>What a server says is never trusted and never repeated: replies are bounded before the library
 * sees them, errors are told apart by their first word, and words that go into a status must look
 * like what they claim to be.
 */
@NullMarked
package dev.freshet.operator.redis;

import org.jspecify.annotations.NullMarked;
