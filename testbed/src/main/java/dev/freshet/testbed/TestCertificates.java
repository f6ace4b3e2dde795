package dev.freshet.testbed;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority that lives in memory, for servers that tests start and for the people who
 * call them.
 *
 * <p>Keys are RSA: every client here and there reads them, which isn't so for elliptic curves.
 */
public final class TestCertificates {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final IssuedCertificate authority;

  private TestCertificates(IssuedCertificate authority) {
    this.authority = authority;
  }

  /** A new authority that nobody trusts but who is given {@link #authorityPem()}. */
  public static TestCertificates newAuthority(String name) {
    var keys = newKeys();
    var subject = new X500Principal("CN=" + name);
    try {
      var certificate =
          new JcaX509v3CertificateBuilder(
                  subject, serial(), start(Instant.now()), end(LIFE), subject, keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature))
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
      return new TestCertificates(
          new IssuedCertificate(
              new JcaX509CertificateConverter().getCertificate(certificate), keys.getPrivate()));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("Could not create a test certificate authority", e);
    }
  }

  /** What a client has to trust. */
  public String authorityPem() {
    return authority.certificatePem();
  }

  public X509Certificate authorityCertificate() {
    return authority.certificate();
  }

  /** For a server that is reached by these DNS names and IP addresses. */
  public IssuedCertificate server(String... namesAndAddresses) {
    return server(LIFE, namesAndAddresses);
  }

  /** Like {@link #server(String...)}, but its time was over an hour ago. */
  public IssuedCertificate expiredServer(String... namesAndAddresses) {
    return server(Duration.ofHours(-1), namesAndAddresses);
  }

  /** For a server that vouches for itself. */
  public static IssuedCertificate selfSignedServer(String name) {
    var keys = newKeys();
    var subject = new X500Principal("CN=" + name);
    try {
      var certificate =
          new JcaX509v3CertificateBuilder(
                  subject, serial(), start(Instant.now()), end(LIFE), subject, keys.getPublic())
              .addExtension(
                  Extension.subjectAlternativeName, false, new GeneralNames(alternativeName(name)))
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
      return new IssuedCertificate(
          new JcaX509CertificateConverter().getCertificate(certificate), keys.getPrivate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("Could not sign a test certificate by itself", e);
    }
  }

  /** For a client; an API server takes the common name as user, organizations as groups. */
  public IssuedCertificate client(String commonName, String... organizations) {
    var subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName);
    for (var organization : organizations) {
      subject.addRDN(BCStyle.O, organization);
    }
    return issue(LIFE, subject, KeyPurposeId.id_kp_clientAuth, List.of());
  }

  private IssuedCertificate server(Duration life, String... namesAndAddresses) {
    var subject = new X500NameBuilder().addRDN(BCStyle.CN, namesAndAddresses[0]);
    var names = Arrays.stream(namesAndAddresses).map(TestCertificates::alternativeName).toList();
    return issue(life, subject, KeyPurposeId.id_kp_serverAuth, names);
  }

  private IssuedCertificate issue(
      Duration life, X500NameBuilder subject, KeyPurposeId purpose, List<GeneralName> names) {
    var keys = newKeys();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  X500Name.getInstance(
                      authority.certificate().getSubjectX500Principal().getEncoded()),
                  serial(),
                  start(Instant.now()),
                  end(life),
                  subject.build(),
                  keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      var signed =
          builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.privateKey()));
      return new IssuedCertificate(
          new JcaX509CertificateConverter().getCertificate(signed), keys.getPrivate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("Could not issue a test certificate", e);
    }
  }

  private static GeneralName alternativeName(String nameOrAddress) {
    try {
      // Of literals only: a test certificate never asks a name server.
      return new GeneralName(
          GeneralName.iPAddress, InetAddress.ofLiteral(nameOrAddress).getHostAddress());
    } catch (IllegalArgumentException e) {
      return new GeneralName(GeneralName.dNSName, nameOrAddress);
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger serial() {
    return new BigInteger(120, RANDOM).add(BigInteger.ONE);
  }

  /** Long before now, so that an expired certificate still begins before it ends. */
  private static Date start(Instant now) {
    return Date.from(now.minus(Duration.ofDays(1)));
  }

  private static Date end(Duration life) {
    return Date.from(Instant.now().plus(life));
  }
}
