/**
 * CacheBackend: whether the Redis of a backend answers, and as what.
 *
 * <pre>
 *   BackendSources ──> HealthChecks ─────────────> CacheBackendStatuses ──> BackendStory
 *   spec and Secrets   one probe for each          pure: previous status    events, log
 *   -> RedisTarget     backend, on its own         and observation -> next
 *                      thread and rhythm
 * </pre>
 *
 * <p>The reconciler never waits for a Redis: it starts a probe, goes away, and is woken when the
 * probe has learnt something else than before. While nothing changes nothing is written.
 */
@NullMarked
package dev.freshet.operator.backend;

import org.jspecify.annotations.NullMarked;
