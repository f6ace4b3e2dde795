package dev.freshet.operator.endpoint;

import dev.freshet.operator.network.ForbiddenAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Turns a connected socket into a verified one. Nothing but the given authorities is trusted, the
 * name is always checked, and there is no switch to leave it.
 */
final class TlsContexts {
  private static final int KEPT = 64;
  private static final int SESSIONS_KEPT_SECONDS = 300;

  private final Map<TlsTrust, SSLContext> contexts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsTrust, SSLContext> eldest) {
          return size() > KEPT;
        }
      };

  /** Does the handshake. {@code wire} stays the caller's to close. */
  SSLSocket secure(Socket wire, TlsTrust trust) throws IOException {
    SSLContext context = contextFor(trust);
    // The name given here is the one that the certificate is checked against.
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(wire, trust.serverName(), wire.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    if (ForbiddenAddresses.literal(trust.serverName()).isEmpty()) {
      parameters.setServerNames(List.of(sniOf(trust.serverName())));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SNIHostName sniOf(String serverName) throws SSLException {
    try {
      return new SNIHostName(serverName);
    } catch (IllegalArgumentException e) {
      throw new UnusableTrust("tls.serverName is no host name", e);
    }
  }

  private synchronized SSLContext contextFor(TlsTrust trust) throws SSLException {
    SSLContext known = contexts.get(trust);
    if (known != null) {
      return known;
    }
    SSLContext made = contextOf(trust);
    contexts.put(trust, made);
    return made;
  }

  private static SSLContext contextOf(TlsTrust trust) throws SSLException {
    try {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int entry = 0;
      for (Certificate authority : authorities(trust)) {
        trusted.setCertificateEntry("authority-" + entry++, authority);
      }
      var trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers.getTrustManagers(), null);
      // A resumed session is not verified again: a certificate that ends must not live on in it.
      context.getClientSessionContext().setSessionTimeout(SESSIONS_KEPT_SECONDS);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableTrust("the CA certificates can't be read as PEM", e);
    }
  }

  private static Collection<? extends Certificate> authorities(TlsTrust trust)
      throws CertificateException {
    var authorities =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(trust.authorities()));
    if (authorities.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    return authorities;
  }

  /** What the operator was given to verify pods with is no good; the message is ours. */
  static final class UnusableTrust extends SSLException {
    UnusableTrust(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
