/**
 * CachePolicy, in the order in which things happen: {@code PolicySurroundings} (gather) → {@code
 * PolicyAcceptance} (decide: a document, or why not) → {@code PolicyTargets} (which pods) → {@code
 * PolicyRollout} (act: calls to pods) → {@code CachePolicyStatuses} (describe). All but the rollout
 * and the reconciler are pure.
 */
@NullMarked
package dev.freshet.operator.policy;

import org.jspecify.annotations.NullMarked;
