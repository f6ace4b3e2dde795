package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Reads a private key from PEM in the three forms that are about: PKCS#8, and the older ones of RSA
 * (the default of cert-manager) and elliptic curves (that of openssl), which Java reads only when
 * they are wrapped into PKCS#8.
 */
final class PrivateKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
  private static final byte[] VERSION_0 = hex("020100");
  private static final byte[] RSA = hex("300d06092a864886f70d0101010500");
  private static final byte[] EC = hex("06072a8648ce3d0201");
  private static final byte SEQUENCE = 0x30;
  private static final byte OCTET_STRING = 0x04;
  private static final byte CURVE = (byte) 0xa0;

  private PrivateKeys() {}

  static PrivateKey read(byte[] pem) throws GeneralSecurityException {
    var matcher = PEM.matcher(new String(pem, ISO_8859_1));
    if (!matcher.find()) {
      throw new InvalidKeyException("no private key");
    }
    var key = Base64.getMimeDecoder().decode(matcher.group(2));
    return switch (matcher.group(1)) {
      case "RSA " -> decode(wrapped(RSA, key), "RSA");
      case "EC " -> decode(wrapped(value(SEQUENCE, EC, curve(key)), key), "EC");
      default -> decodeAny(key);
    };
  }

  private static PrivateKey decodeAny(byte[] key) throws GeneralSecurityException {
    for (var algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return decode(key, algorithm);
      } catch (GeneralSecurityException next) {
        // Of another kind: the key itself says which, but Java wants to be told.
      }
    }
    throw new InvalidKeyException("a private key of an unknown kind");
  }

  private static PrivateKey decode(byte[] key, String algorithm) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return value(SEQUENCE, VERSION_0, algorithm, value(OCTET_STRING, key));
  }

  /** The third part of SEC 1's ECPrivateKey, after version and key: the curve, by its name. */
  private static byte[] curve(byte[] key) throws InvalidKeyException {
    try {
      var in = ByteBuffer.wrap(key);
      enter(in);
      skip(in);
      skip(in);
      if (in.get() == CURVE) {
        var name = new byte[length(in)];
        in.get(name);
        return name;
      }
    } catch (BufferUnderflowException | IllegalArgumentException cutShort) {
      // As if there were none.
    }
    throw new InvalidKeyException("a key of an elliptic curve that isn't named");
  }

  private static void enter(ByteBuffer in) {
    in.get();
    length(in);
  }

  private static void skip(ByteBuffer in) {
    in.get();
    var length = length(in);
    in.position(in.position() + length);
  }

  private static int length(ByteBuffer in) {
    var first = in.get() & 0xff;
    return switch (first) {
      case 0x81 -> in.get() & 0xff;
      case 0x82 -> in.getShort() & 0xffff;
      default -> first;
    };
  }

  /** One value of DER. */
  private static byte[] value(byte tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var whole = new ByteArrayOutputStream();
    whole.write(tag);
    if (content.size() < 0x80) {
      whole.write(content.size());
    } else if (content.size() < 0x100) {
      whole.write(0x81);
      whole.write(content.size());
    } else {
      whole.write(0x82);
      whole.write(content.size() >> 8);
      whole.write(content.size() & 0xff);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
