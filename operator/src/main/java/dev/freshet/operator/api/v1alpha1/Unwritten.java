package dev.freshet.operator.api.v1alpha1;

/**
 * Defaults that are left out when an object is written: absence means the same, and the API refuses
 * them where they make no sense, such as a path of pods that are never called. So what was read can
 * be written back.
 *
 * <p>Jackson asks a filter whether it equals the value, and leaves the value out if so.
 */
final class Unwritten {
  private Unwritten() {}

  static final class Path {
    @Override
    public boolean equals(Object value) {
      return Target.DEFAULT_PATH.equals(value);
    }

    @Override
    public int hashCode() {
      return Target.DEFAULT_PATH.hashCode();
    }
  }

  static final class Http {
    @Override
    public boolean equals(Object value) {
      return value == Scheme.HTTP;
    }

    @Override
    public int hashCode() {
      return Scheme.HTTP.hashCode();
    }
  }

  static final class Delete {
    @Override
    public boolean equals(Object value) {
      return value == InvalidationAction.DELETE;
    }

    @Override
    public int hashCode() {
      return InvalidationAction.DELETE.hashCode();
    }
  }
}
