package dev.freshet.operator.endpoint;

/**
 * The contract as the operator speaks it to one pod. Calls block until there is an answer or the
 * address' timeout is over, so they belong on virtual threads; an interrupt ends them at once and
 * stays set.
 */
public interface PodEndpoint {

  /** Offers a document. Only {@link ConfigAnswer.Acknowledged} says that the pod runs it. */
  ConfigAnswer putConfig(
      PodAddress address, PolicyStamp policy, SigningKey key, String revision, byte[] document);

  /** Asks what the pod runs and what it can do. */
  StatusAnswer status(PodAddress address, PolicyStamp policy, SigningKey key);
}
