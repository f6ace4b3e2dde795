package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp256r1", "secp384r1", "secp521r1"})
  void theOldFormsAreReadLikeTheNewOne(String kind) throws Exception {
    var key = newKey(kind);
    var old = kind.equals("RSA") ? text(key) : text(withCurve((ECPrivateKey) key, kind));

    assertThat(old).contains(kind.equals("RSA") ? "BEGIN RSA PRIVATE KEY" : "BEGIN EC PRIVATE KEY");
    assertThat(secret(PrivateKeys.read(old.getBytes(US_ASCII)))).isEqualTo(secret(key));
    assertThat(PrivateKeys.read(text(new JcaPKCS8Generator(key, null)).getBytes(US_ASCII)))
        .isEqualTo(key);
  }

  @Test
  void anEd25519KeyIsReadToo() throws Exception {
    var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();

    assertThat(PrivateKeys.read(text(new JcaPKCS8Generator(key, null)).getBytes(US_ASCII)))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"
      })
  void whatIsNoKeyIsRefusedWithoutBeingQuoted(String pem) {
    assertThatThrownBy(() -> PrivateKeys.read(pem.getBytes(US_ASCII)))
        .isInstanceOf(GeneralSecurityException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2", "MIIB"));
  }

  @Test
  void aKeyWhoseCurveIsNotNamedIsRefused() {
    var pem = "-----BEGIN EC PRIVATE KEY-----\nMAYCAQEEAQA=\n-----END EC PRIVATE KEY-----";

    assertThatThrownBy(() -> PrivateKeys.read(pem.getBytes(US_ASCII)))
        .isInstanceOf(InvalidKeyException.class);
  }

  /** Equal keys may be encoded differently. */
  private static BigInteger secret(PrivateKey key) {
    return switch (key) {
      case ECPrivateKey curve -> curve.getS();
      case RSAPrivateKey rsa -> rsa.getPrivateExponent();
      default -> throw new IllegalArgumentException(key.getAlgorithm());
    };
  }

  /** As openssl and Go write it. */
  private static PemObject withCurve(ECPrivateKey key, String curve) throws Exception {
    var bits = key.getParams().getOrder().bitLength();
    var name = SECNamedCurves.getOID(curve);
    var encoded = new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), name);
    return new PemObject("EC PRIVATE KEY", encoded.getEncoded());
  }

  private static PrivateKey newKey(String kind) throws GeneralSecurityException {
    if (kind.equals("RSA")) {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    }
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(kind));
    return generator.generateKeyPair().getPrivate();
  }

  private static String text(Object key) throws Exception {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(key);
    }
    return text.toString();
  }
}
