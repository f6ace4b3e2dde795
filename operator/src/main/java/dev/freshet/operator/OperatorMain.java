package dev.freshet.operator;

/** Builds every object by constructor; the only place that wires. */
public final class OperatorMain {
  private OperatorMain() {}

  public static void main(String[] args) {}
}
