package dev.freshet.testbed.junit;

/** The name of a namespace that exists and that no other test knows. */
public record TestNamespace(String name) {
  @Override
  public String toString() {
    return name;
  }
}
