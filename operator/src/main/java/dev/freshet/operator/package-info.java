/**
 * The Freshet operator.
 *
 * <p>The words of this program, each with one meaning:
 *
 * <ul>
 *   <li><b>policy</b>: one {@code CachePolicy}
 *   <li><b>document</b>: the rendered policy that pods receive, opaque bytes
 *   <li><b>revision</b>: {@code sha256:} and the digest of the document; what a pod acknowledges
 *   <li><b>target</b>: one entry of {@code spec.targets}: a pod selector and how to reach those
 *       pods
 *   <li><b>pod</b>: one selected pod, known by its uid and container starts, never by its IP alone
 *   <li><b>cache</b>: one entry of {@code spec.caches}: a family of keys with one lifetime
 *   <li><b>key template</b>: literals, placeholders and wildcards that describe such a family
 *   <li><b>tenant</b>: the value of {@code {tenant}} in the prefix of the keyspace
 *   <li><b>backend</b>: one {@code CacheBackend}: where Redis is and what may be done to it
 *   <li><b>outcome</b>: what became of one call to one pod
 * </ul>
 */
@NullMarked
package dev.freshet.operator;

import org.jspecify.annotations.NullMarked;
