package dev.freshet.operator.policy;

import static java.util.stream.Collectors.joining;

import dev.freshet.operator.policy.DeclaredCaches.Placed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The names that values can be bound to. */
record Placeholders(SequencedSet<String> names) {
  /** As many as a template can have. */
  private static final int MOST_SHOWN = 8;

  static Placeholders of(List<Placed> templates) {
    var names = new LinkedHashSet<String>();
    templates.forEach(placed -> names.addAll(placed.template().placeholders()));
    return new Placeholders(names);
  }

  Placeholders without(String name) {
    var others = new LinkedHashSet<>(names);
    others.remove(name);
    return new Placeholders(others);
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** As a message says it. */
  @Override
  public String toString() {
    return names.isEmpty()
        ? "it has none"
        : names.stream()
            .limit(MOST_SHOWN)
            .map(name -> "{" + name + "}")
            .collect(joining(", ", "it has ", ""));
  }
}
