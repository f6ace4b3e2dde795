package dev.freshet.testbed.binaries;

/** There is no way to get a program on this machine; the message says what to install. */
public final class NoControlPlane extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoControlPlane(String message) {
    super(message);
  }
}
