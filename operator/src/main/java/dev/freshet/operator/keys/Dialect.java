package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.Part.Star;
import java.util.Optional;

/** Which parts may stand where a template may stand. */
enum Dialect {
  /** {@code caches[].keys}: all but the two placeholders that belong into the prefix. */
  KEY {
    @Override
    Optional<String> refusal(Part part) {
      return part instanceof Placeholder(String name) && (name.equals(TENANT) || name.equals(EPOCH))
          ? Optional.of(part + " belongs into keyspace.prefix: name this placeholder otherwise")
          : Optional.empty();
    }
  },

  /** {@code keyspace.prefix}: what the operator itself knows for every key. */
  PREFIX {
    @Override
    Optional<String> refusal(Part part) {
      return switch (part) {
        case Literal _ -> Optional.empty();
        case Placeholder(String name) when name.equals(TENANT) || name.equals(EPOCH) ->
            Optional.empty();
        case Star _ ->
            Optional.of("a prefix has no wildcard: write * in the keys of a cache instead");
        case Placeholder _, Bucket _, AppVersion _ ->
            Optional.of(
                "a prefix has no placeholders but {tenant} and {epoch}: write "
                    + part
                    + " in the keys of a cache instead");
      };
    }
  },

  /** {@code versionKey}: a name that must be known as soon as the values are. */
  VERSION_KEY {
    @Override
    Optional<String> refusal(Part part) {
      return switch (part) {
        case Literal _, Placeholder _ -> KEY.refusal(part);
        case Star _, Bucket _, AppVersion _ ->
            Optional.of(
                "a version key is one key, which the operator must be able to name: leave out "
                    + part);
      };
    }
  },

  /** {@code clientKeys}: what a front end calls a query. */
  CLIENT_KEY {
    @Override
    Optional<String> refusal(Part part) {
      return switch (part) {
        case Literal _, Placeholder _ -> KEY.refusal(part);
        case Star _ ->
            Optional.of(
                "a client key has no wildcard: a shorter list already stands for all that begin"
                    + " with it");
        case Bucket _, AppVersion _ ->
            Optional.of("a client key is made of text and placeholders: leave out " + part);
      };
    }
  };

  static final String TENANT = "tenant";
  static final String EPOCH = "epoch";

  /** Why this part may not stand here, if so. */
  abstract Optional<String> refusal(Part part);
}
