package dev.freshet.operator.redis;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a failure of TLS means for a person. */
final class TlsFailures {
  private TlsFailures() {}

  /** The outcome, where it is known whether the server asked who we are. */
  static RedisCheck.Failure outcome(
      SSLException failure, boolean identityAsked, RedisAddress address, String name) {
    return why(failure, name)
        .<RedisCheck.Failure>map(
            why -> new RedisCheck.TlsFailed("TLS with %s failed: %s".formatted(address, why)))
        .orElseGet(() -> identityAsked ? identityRefused(address) : cut(address));
  }

  static RedisCheck.Failure identityRefused(RedisAddress address) {
    return new RedisCheck.TlsFailed(
        "%s asked for a client certificate and cut the connection: it wants one, or another than"
                .formatted(address)
            + " ours. See tls.clientCertSecretRef.");
  }

  static RedisCheck.Failure cut(RedisAddress address) {
    return new RedisCheck.TlsFailed(
        "TLS with %s failed: it broke off. Does it speak TLS there, in version 1.2 or 1.3?"
            .formatted(address));
  }

  /** What is wrong with the server's side, if anything is. */
  private static Optional<String> why(SSLException failure, String name) {
    if (has(failure, CertificateExpiredException.class)) {
      return Optional.of("its certificate has expired. Renew it.");
    }
    if (has(failure, CertificateNotYetValidException.class)) {
      return Optional.of("its certificate is not valid yet. Check the clocks.");
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return Optional.of(
          "its certificate leads to no trusted authority. Put the authority's certificate into the"
              + " ConfigMap that tls.caConfigMapRef names.");
    }
    if (has(failure, CertificateException.class)) {
      return Optional.of(
          "its certificate is not for %s. Set tls.serverName to a name that it carries."
              .formatted(name));
    }
    if (String.valueOf(failure.getMessage()).contains("SSL message")) {
      return Optional.of(
          "it does not speak TLS there. Use its TLS port, or set tls.enabled to false.");
    }
    return Optional.empty();
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
        .limit(20)
        .anyMatch(type::isInstance);
  }
}
