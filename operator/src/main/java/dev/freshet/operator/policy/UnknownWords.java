package dev.freshet.operator.policy;

import dev.freshet.operator.status.Reason;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Words of a newer API that this operator can't read.
 *
 * <p>The records read each such word as {@code UNKNOWN}. It is looked for in all of them alike, so
 * that a word that is added to the API is covered by having been added.
 */
final class UnknownWords {
  private static final String UNKNOWN = "UNKNOWN";

  private final List<Problem> problems = new ArrayList<>();

  private UnknownWords() {}

  static List<Problem> in(Record spec) {
    var search = new UnknownWords();
    search.look(spec, "spec");
    return List.copyOf(search.problems);
  }

  private void look(Object value, String path) {
    switch (value) {
      case Enum<?> word when word.name().equals(UNKNOWN) ->
          problems.add(
              new Problem(
                  Reason.INVALID_SPEC,
                  path,
                  "this version of the operator does not know the word that stands here; upgrade"
                      + " the operator, or write a word that it knows"));
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          look(items.get(i), path + "[" + i + "]");
        }
      }
      case Record parts -> {
        for (var component : parts.getClass().getRecordComponents()) {
          var part = read(component, parts);
          if (part != null) {
            look(part, path + "." + component.getName());
          }
        }
      }
      default -> {}
    }
  }

  private static Object read(RecordComponent component, Record owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The records of the API are public", e);
    }
  }
}
