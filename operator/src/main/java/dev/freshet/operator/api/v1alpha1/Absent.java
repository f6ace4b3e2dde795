package dev.freshet.operator.api.v1alpha1;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what was left out as empty, and makes what was not immutable. */
final class Absent {
  private Absent() {}

  static <T> List<T> asEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Sorted, because {@link Map#copyOf} iterates in another order in each process. */
  static <V> Map<String, V> asEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
