package dev.freshet.operator.references;

/** What is known of a reference right now. */
public sealed interface Lookup {
  /** It is there, and this is what it holds. */
  record Found(Contents contents) implements Lookup {}

  /** There is no such object. */
  record NotFound() implements Lookup {}

  /**
   * Its owner has not consented, or no longer does.
   *
   * @param message one or two sentences for a condition, with the command that grants it where that
   *     fits
   * @param command the command that grants it, whole, however long
   */
  record AccessDenied(String message, String command) implements Lookup {}

  /** Nobody knows yet: it was named a moment ago, or the API server has not answered so far. */
  record Unknown() implements Lookup {}
}
