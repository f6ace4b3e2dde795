package dev.freshet.operator.keys;

/** One piece of a key template; {@code toString} writes it as a user does. */
sealed interface Part {

  /** Text that stands in the key as it is. */
  record Literal(String text) implements Part {
    @Override
    public String toString() {
      return text.replace("{", "{{").replace("}", "}}");
    }
  }

  /** One or more bytes except the separator, until a value is put in. */
  record Placeholder(String name) implements Part {
    @Override
    public String toString() {
      return "{" + name + "}";
    }
  }

  /** Filled by the clock of whoever makes the key. */
  record Bucket(TimeBucket bucket) implements Part {
    @Override
    public String toString() {
      return "{@" + bucket + "}";
    }
  }

  /** Filled by the pod that makes the key with the version of its own program. */
  record AppVersion() implements Part {
    @Override
    public String toString() {
      return "{@appVersion}";
    }
  }

  /** Anything, also nothing. */
  record Star() implements Part {
    @Override
    public String toString() {
      return "*";
    }
  }
}
