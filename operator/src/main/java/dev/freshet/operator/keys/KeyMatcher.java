package dev.freshet.operator.keys;

/**
 * Decides whether a key belongs to a pattern, byte for byte: the last word before a key is removed.
 *
 * <p>A flush of many tenants and templates locates a key once with {@link KeyRoot#locate} and then
 * asks the matcher of each template about the rest.
 */
public final class KeyMatcher {
  private final KeyRoot root;
  private final Automaton rest;

  KeyMatcher(KeyRoot root, Automaton rest) {
    this.root = root;
    this.rest = rest;
  }

  /** Whether this whole key belongs to the pattern. */
  public boolean matches(byte[] key) {
    return root.locate(key).map(location -> matchesRest(key, location)).orElse(false);
  }

  /** Whether the rest of a key does that was located below this or another tenant's root. */
  public boolean matchesRest(byte[] key, KeyLocation location) {
    return rest.matches(key, location.rest());
  }
}
