package dev.freshet.operator.keys;

import java.util.regex.Pattern;

/**
 * What a tenant may be called. Two fixed sets instead of a regular expression of the user's: both
 * are plain ASCII that no encoding changes, so a tenant stands in its keys as it is.
 */
public enum TenantNames {
  /** Lower-case letters, digits and inner hyphens, at most 63. */
  DNS_LABEL("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", "-abcdefghijklmnopqrstuvwxyz0123456789"),

  /** Letters, digits, {@code _}, {@code .} and {@code -}, at most 63. */
  TOKEN(
      "[A-Za-z0-9_.-]{1,63}", "-_.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  private final Pattern whole;

  /** One bit for each ASCII character that may be in a tenant: up to 63, and from 64. */
  private final long low;

  private final long high;

  TenantNames(String whole, String members) {
    this.whole = Pattern.compile(whole);
    this.low = bits(members, 0);
    this.high = bits(members, 64);
  }

  private static long bits(String members, int from) {
    return members
        .chars()
        .filter(member -> member >= from && member < from + 64)
        .mapToLong(member -> 1L << member)
        .reduce(0, (left, right) -> left | right);
  }

  /** Whether a tenant of a keyspace with this separator may be called so. */
  public boolean accepts(String tenant, Separator separator) {
    return whole.matcher(tenant).matches() && tenant.indexOf(separator.character()) < 0;
  }

  /** Whether this byte may be part of a tenant; the separator never is. */
  boolean contains(byte candidate, Separator separator) {
    long bits = candidate < 64 ? low : high;
    return candidate >= 0 && (bits & (1L << candidate)) != 0 && candidate != separator.character();
  }
}
