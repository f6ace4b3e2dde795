package dev.freshet.operator.policy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes that pods get, and the revision by which they acknowledge them: their digest. */
final class Document {
  private final String revision;
  private final byte[] bytes;

  private Document(String revision, byte[] bytes) {
    this.revision = revision;
    this.bytes = bytes;
  }

  static Document of(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Document("sha256:" + HexFormat.of().formatHex(hash), bytes.clone());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  String revision() {
    return revision;
  }

  /** Not a copy: thousands of calls send it. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Document that && revision.equals(that.revision);
  }

  @Override
  public int hashCode() {
    return revision.hashCode();
  }

  @Override
  public String toString() {
    return "Document[" + revision + "]";
  }
}
