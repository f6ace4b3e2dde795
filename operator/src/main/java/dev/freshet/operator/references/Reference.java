package dev.freshet.operator.references;

/** A Secret or ConfigMap by its name, as an owner of the same namespace names it. */
public record Reference(Kind kind, String namespace, String name) {
  /** What can be named. */
  public enum Kind {
    SECRET("Secret", "secrets"),
    CONFIG_MAP("ConfigMap", "configmaps");

    private final String text;
    private final String plural;

    Kind(String text, String plural) {
      this.text = text;
      this.plural = plural;
    }

    /** As people call it: {@code Secret}. */
    public String text() {
      return text;
    }

    /** As paths and roles call it: {@code secrets}. */
    String plural() {
      return plural;
    }
  }

  public static Reference secret(String namespace, String name) {
    return new Reference(Kind.SECRET, namespace, name);
  }

  public static Reference configMap(String namespace, String name) {
    return new Reference(Kind.CONFIG_MAP, namespace, name);
  }

  /** {@code Secret shop/redis-auth}. */
  @Override
  public String toString() {
    return kind.text() + " " + namespace + "/" + name;
  }
}
