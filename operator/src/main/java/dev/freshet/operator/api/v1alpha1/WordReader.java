package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a word of a closed set; one that is not in it becomes {@code UNKNOWN}.
 *
 * <p>An exception here would lose more than one object: an informer lists all of a kind at once, so
 * a single new word would blind an older operator for the whole cluster. Reading it as absent would
 * be worse, because absent means the default: an action of the future must not become {@code
 * Delete}.
 */
final class WordReader extends JsonDeserializer<Enum<?>> implements ContextualDeserializer {
  private final Map<String, Enum<?>> words;
  private final @Nullable Enum<?> unknown;

  /** For Jackson, which makes one of these before it asks for that of a certain enum. */
  WordReader() {
    words = Map.of();
    unknown = null;
  }

  private WordReader(Class<?> type) {
    words = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      var word = (Enum<?>) constant;
      words.put(spelling(word), word);
    }
    unknown = words.get("UNKNOWN");
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new WordReader(context.getContextualType().getRawClass());
  }

  @Override
  public @Nullable Enum<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return words.getOrDefault(parser.getValueAsString(""), unknown);
  }

  private static String spelling(Enum<?> word) {
    try {
      var property =
          word.getDeclaringClass().getField(word.name()).getAnnotation(JsonProperty.class);
      return property == null ? word.name() : property.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("An enum has a field for each of its constants.", e);
    }
  }
}
