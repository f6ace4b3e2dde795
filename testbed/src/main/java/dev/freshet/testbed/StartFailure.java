package dev.freshet.testbed;

/** Something of the test bed did not come up; the message holds the last lines it said. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String lastWords;

  StartFailure(String what, String lastWords) {
    super(what + ":\n" + lastWords);
    this.lastWords = lastWords;
  }

  /** Somebody else took the port between our look at it and the server's bind. */
  boolean isWorthAnotherTry() {
    return lastWords.contains("address already in use");
  }
}
