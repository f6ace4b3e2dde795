/**
 * Secrets and ConfigMaps that users' objects name, each watched on its own.
 *
 * <p>The operator has no right on any Secret until the Secret's owner consents with a Role for that
 * one name. Kubernetes honours such a Role for {@code list} and {@code watch} only when the request
 * selects {@code metadata.name=<name>}, so there is one watch for each name, shared by all who name
 * it, and gone with the last of them:
 *
 * <pre>
 *   list ── 403 ──> AccessDenied, ask again in 5 to 8 s ──┐
 *    │  <───────────────────────────────────────────────┘
 *    └─ 200 ─> watch ─> Found / NotFound, each change at once
 *                └─ ends after 2 to 4 minutes, is cut, 410, 403 ─> list
 * </pre>
 *
 * <p>That a watch never lives long is what makes a withdrawn consent take effect: the API server
 * checks a right only when a watch begins.
 */
@NullMarked
package dev.freshet.operator.references;

import org.jspecify.annotations.NullMarked;
