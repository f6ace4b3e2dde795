package dev.freshet.testbed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link Redis} is protected; by itself not at all. */
public record RedisOptions(
    @Nullable String password,
    List<User> users,
    @Nullable IssuedCertificate certificate,
    @Nullable TestCertificates clientAuthority) {

  /** A user with ACL rules as in {@code ACL SETUSER}, such as {@code ~shop:* +@all}. */
  public record User(String name, String password, String rules) {}

  public RedisOptions {
    users = List.copyOf(users);
  }

  /** No password, no TLS. */
  public static RedisOptions open() {
    return new RedisOptions(null, List.of(), null, null);
  }

  /** The default user has this password. */
  public RedisOptions withPassword(String value) {
    return new RedisOptions(value, users, certificate, clientAuthority);
  }

  public RedisOptions withUser(String name, String userPassword, String rules) {
    var more = new ArrayList<>(users);
    more.add(new User(name, userPassword, rules));
    return new RedisOptions(password, more, certificate, clientAuthority);
  }

  /** Only TLS, with this certificate. */
  public RedisOptions withTls(IssuedCertificate serverCertificate) {
    return new RedisOptions(password, users, serverCertificate, clientAuthority);
  }

  /** With TLS: only clients that show a certificate of this authority. */
  public RedisOptions withClientCertificatesOf(TestCertificates authority) {
    return new RedisOptions(password, users, certificate, authority);
  }

  @Override
  public String toString() {
    return "RedisOptions[tls=%s, users=%d]".formatted(certificate != null, users.size());
  }
}
