package dev.freshet.operator.endpoint;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The headers that prove a call is ours, in the envelope of the Standard Webhooks specification.
 * The signature binds method, path, pod, policy, generation and body: a captured call is worth
 * nothing anywhere else and, for its timestamp, not for long where it was.
 */
final class SignedHeaders {
  /** The digest of no body. */
  static final String DIGEST_OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private SignedHeaders() {}

  /**
   * What is signed.
   *
   * @param target path and query, as on the request line
   * @param bodyDigest lower-case hex SHA-256
   */
  record Call(String method, String target, String podUid, PolicyStamp policy, String bodyDigest) {

    String payload() {
      return String.join(
          "\n", method + " " + target, podUid, policy.uid(), policy.generationHeader(), bodyDigest);
    }
  }

  /** All headers that a pod needs to know who calls and whom; in a fixed order. */
  static Map<String, String> of(Call call, SigningKey key, String messageId, Instant now) {
    long seconds = now.getEpochSecond();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Freshet-Policy", call.policy.policyHeader());
    headers.put("Freshet-Policy-UID", call.policy.uid());
    headers.put("Freshet-Generation", call.policy.generationHeader());
    headers.put("Freshet-Pod-UID", call.podUid);
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", Long.toString(seconds));
    headers.put("webhook-signature", signatures(call.payload(), key, messageId, seconds));
    return headers;
  }

  // One per key: while a key is rotated a pod knows the old one or the new one, or both.
  private static String signatures(
      String payload, SigningKey key, String messageId, long timestamp) {
    var signatures = new StringJoiner(" ");
    for (byte[] secret : key.keys()) {
      try {
        signatures.add(new Webhook(secret).sign(messageId, timestamp, payload));
      } catch (EmptyWebhookSecretException | WebhookSigningException e) {
        throw new IllegalStateException("HMAC-SHA256 is part of every JDK, and no key is empty", e);
      }
    }
    return signatures.toString();
  }
}
