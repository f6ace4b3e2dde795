package dev.freshet.operator.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What Java's TLS wants, made of PEM.
 *
 * @param identityRequests whether the server of a connection made with it asked who we are
 */
record TlsClient(SSLContext context, IdentityRequests identityRequests) {
  private static final char[] NO_PASSWORD = new char[0];

  static TlsClient of(RedisTls tls) throws RedisRefusal {
    try {
      var identity = identity(tls.identity());
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, trust(tls.authorities()), null);
      return new TlsClient(context, identity);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java has no TLS", e);
    }
  }

  private static IdentityRequests identity(Optional<RedisTls.Identity> identity)
      throws GeneralSecurityException, IOException, RedisRefusal {
    var keys = emptyStore();
    if (identity.isPresent()) {
      add(identity.get(), keys);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, NO_PASSWORD);
    return new IdentityRequests((X509ExtendedKeyManager) factory.getKeyManagers()[0]);
  }

  private static void add(RedisTls.Identity identity, KeyStore keys) throws RedisRefusal {
    try {
      keys.setKeyEntry(
          "client",
          PrivateKeys.read(identity.privateKey().text()),
          NO_PASSWORD,
          certificates(identity.certificates()).toArray(Certificate[]::new));
    } catch (GeneralSecurityException unreadable) {
      throw refused(
          "The client certificate is not usable: tls.crt must hold certificates and tls.key their"
              + " private key, unencrypted PEM.");
    }
  }

  private static TrustManager @Nullable [] trust(Optional<RedisTls.Pem> authorities)
      throws GeneralSecurityException, IOException, RedisRefusal {
    if (authorities.isEmpty()) {
      return null;
    }
    var trusted = emptyStore();
    try {
      for (var certificate : certificates(authorities.get())) {
        trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
      }
    } catch (GeneralSecurityException unreadable) {
      throw refused("The ConfigMap of the authorities holds no readable certificate in PEM.");
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> certificates(RedisTls.Pem pem)
      throws CertificateException {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.text()));
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    return certificates;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static RedisRefusal refused(String message) {
    return new RedisRefusal(new RedisCheck.TlsFailed(message));
  }
}
