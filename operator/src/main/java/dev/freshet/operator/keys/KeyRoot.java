package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.keys.Part.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The beginning of keys: a prefix with its epoch and one tenant put in, or open for every tenant.
 *
 * <p>Where an open tenant ends needs no search: what follows it can't be part of a tenant, so the
 * longest run of its characters is the only way to read a key.
 */
public final class KeyRoot {
  private final Separator separator;
  private final Optional<TenantNames> everyTenant;
  private final String tenant;
  private final String before;
  private final String after;
  private final byte[] beforeBytes;
  private final byte[] afterBytes;

  private KeyRoot(
      Separator separator,
      Optional<TenantNames> everyTenant,
      String tenant,
      String before,
      String after) {
    this.separator = separator;
    this.everyTenant = everyTenant;
    this.tenant = tenant;
    this.before = before;
    this.after = after;
    this.beforeBytes = before.getBytes(UTF_8);
    this.afterBytes = after.getBytes(UTF_8);
  }

  static KeyRoot ofTenant(String tenant, String prefix, KeyRoots roots) {
    return new KeyRoot(roots.prefix().separator(), Optional.empty(), tenant, prefix, "");
  }

  static KeyRoot ofEveryTenant(String before, String after, KeyRoots roots) {
    return new KeyRoot(
        roots.prefix().separator(), Optional.of(roots.tenantNames()), "", before, after);
  }

  /** The keys of a template, with these values put in and its other placeholders left open. */
  public KeyPattern pattern(KeyTemplate template, Map<String, String> parameters) {
    return new KeyPattern(this, template.parts()).with(parameters);
  }

  /** One key that is taken as it is, whatever characters it is made of. */
  public KeyPattern exactly(String key) {
    return new KeyPattern(this, List.of(new Literal(key)));
  }

  /** Where this key leaves the prefix, and whose it is; nothing for a key from elsewhere. */
  public Optional<KeyLocation> locate(byte[] key) {
    if (!startsWith(key, 0, beforeBytes)) {
      return Optional.empty();
    }
    int start = beforeBytes.length;
    return everyTenant
        .map(names -> locateTenant(key, start, names))
        .orElseGet(() -> Optional.of(new KeyLocation(tenant, start)));
  }

  private Optional<KeyLocation> locateTenant(byte[] key, int start, TenantNames names) {
    int end = start;
    while (end < key.length && names.contains(key[end], separator)) {
      end++;
    }
    if (!startsWith(key, end, afterBytes)) {
      return Optional.empty();
    }
    var found = new String(key, start, end - start, ISO_8859_1);
    return names.accepts(found, separator)
        ? Optional.of(new KeyLocation(found, end + afterBytes.length))
        : Optional.empty();
  }

  private static boolean startsWith(byte[] key, int from, byte[] start) {
    int to = from + start.length;
    return to <= key.length && Arrays.equals(key, from, to, start, 0, start.length);
  }

  Separator separator() {
    return separator;
  }

  boolean isOpen() {
    return everyTenant.isPresent();
  }

  /** All of the prefix, or what stands before the open tenant. */
  String before() {
    return before;
  }

  /** What stands behind the open tenant. */
  String after() {
    return after;
  }
}
