package dev.freshet.operator.policy;

import dev.freshet.operator.status.Reason;

/**
 * Why a policy is not accepted.
 *
 * @param path where in the object, such as {@code spec.caches[2].tier}
 * @param message what is wrong there and what to do
 */
record Problem(Reason reason, String path, String message) {

  /** For the condition, with where before what. */
  String text() {
    return path + ": " + message;
  }
}
