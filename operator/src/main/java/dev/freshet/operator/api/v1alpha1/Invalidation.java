package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a change of a model makes old: a cache, or what front ends call it.
 *
 * <p>{@code bind} maps a placeholder of the cache's keys to an attribute path of the changed
 * object.
 */
@ApiRecord
public record Invalidation(
    @Nullable String cache,
    @OmitEmpty List<List<String>> clientKeys,
    List<ModelEvent> events,
    @OmitEmpty List<String> whenChanged,
    @OmitEmpty Map<String, String> bind,
    @Nullable String field,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unwritten.Delete.class)
        InvalidationAction action) {
  public Invalidation {
    clientKeys = Absent.asEmpty(clientKeys).stream().map(List::copyOf).toList();
    events =
        List.copyOf(
            requireNonNullElse(
                events, List.of(ModelEvent.CREATE, ModelEvent.UPDATE, ModelEvent.DELETE)));
    whenChanged = Absent.asEmpty(whenChanged);
    bind = Absent.asEmpty(bind);
    action = requireNonNullElse(action, InvalidationAction.DELETE);
  }
}
