package dev.freshet.testbed.pod;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that operator and pods share, as a Secret holds it: {@code whsec_…}. */
public record PodKey(String text) {
  private static final String PREFIX = "whsec_";
  private static final SecureRandom RANDOM = new SecureRandom();

  public static PodKey random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new PodKey(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /** Whether one of the call's signatures was made with this key over what the call says. */
  boolean signed(HttpCall call) {
    var expected = signature(call).getBytes(StandardCharsets.US_ASCII);
    return Arrays.stream(call.header("webhook-signature").split(" ", -1))
        .filter(word -> word.startsWith("v1,"))
        .map(word -> word.substring(3).getBytes(StandardCharsets.US_ASCII))
        .anyMatch(given -> MessageDigest.isEqual(given, expected));
  }

  private String signature(HttpCall call) {
    var payload =
        String.join(
            "\n",
            call.method() + " " + call.target(),
            call.header("Freshet-Pod-UID"),
            call.header("Freshet-Policy-UID"),
            call.header("Freshet-Generation"),
            call.body().sha256());
    var signed = call.header("webhook-id") + "." + call.header("webhook-timestamp") + "." + payload;
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(text.substring(PREFIX.length())), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "PodKey[hidden]";
  }
}
