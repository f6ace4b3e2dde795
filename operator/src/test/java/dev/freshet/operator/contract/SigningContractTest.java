package dev.freshet.operator.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the vectors against the published library and, beside it, against bare HMAC. */
class SigningContractTest {
  record Vectors(String about, List<Call> calls, List<Verdict> verdicts) {}

  record Call(
      String name,
      List<String> keys,
      String id,
      String timestamp,
      String method,
      String pathAndQuery,
      String podUID,
      String policyUID,
      String generation,
      @Nullable String body,
      String bodySha256,
      String payload,
      String signature) {

    Call with(Map<String, String> received) {
      var changed = new ArrayList<>(received.keySet());
      changed.removeAll(
          List.of(
              "id",
              "timestamp",
              "method",
              "pathAndQuery",
              "podUID",
              "policyUID",
              "generation",
              "body",
              "signature"));
      assertThat(changed).as("parts that no call has").isEmpty();
      return new Call(
          name,
          keys,
          received.getOrDefault("id", id),
          received.getOrDefault("timestamp", timestamp),
          received.getOrDefault("method", method),
          received.getOrDefault("pathAndQuery", pathAndQuery),
          received.getOrDefault("podUID", podUID),
          received.getOrDefault("policyUID", policyUID),
          received.getOrDefault("generation", generation),
          received.containsKey("body") ? received.get("body") : body,
          bodySha256,
          payload,
          received.getOrDefault("signature", signature));
    }

    String digest() throws GeneralSecurityException {
      var bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    String whatIsSigned() throws GeneralSecurityException {
      return String.join(
          "\n", method + " " + pathAndQuery, podUID, policyUID, generation, digest());
    }

    String hmac(String key) throws GeneralSecurityException {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(key.substring("whsec_".length())), "HmacSHA256"));
      var signed = id + "." + timestamp + "." + whatIsSigned();
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
  }

  record Endpoint(String podUID, long now, List<String> keys) {

    /** The answer of an endpoint that keeps the contract, as far as the signature goes. */
    int answer(Call call) throws GeneralSecurityException {
      if (keys.isEmpty()) {
        return 503;
      }
      boolean genuine = false;
      for (var key : keys) {
        genuine |= List.of(call.signature().split(" ", -1)).contains(call.hmac(key));
      }
      if (!genuine || Math.abs(Long.parseLong(call.timestamp()) - now) > 300) {
        return 401;
      }
      return call.podUID().equals(podUID) ? 200 : 403;
    }
  }

  record Verdict(
      String name, String call, Map<String, String> received, Endpoint endpoint, int status) {}

  private static final Vectors VECTORS = ContractFiles.read("signing.json", Vectors.class);

  static Stream<Call> calls() {
    return VECTORS.calls().stream();
  }

  @ParameterizedTest
  @MethodSource
  void calls(Call call) throws Exception {
    // When
    var byLibrary = new ArrayList<String>();
    var byHand = new ArrayList<String>();
    for (var key : call.keys()) {
      byLibrary.add(
          new Webhook(key).sign(call.id(), Long.parseLong(call.timestamp()), call.payload()));
      byHand.add(call.hmac(key));
    }

    // Then
    assertThat(call.digest()).isEqualTo(call.bodySha256());
    assertThat(call.whatIsSigned()).isEqualTo(call.payload());
    assertThat(String.join(" ", byLibrary)).isEqualTo(call.signature());
    assertThat(String.join(" ", byHand)).isEqualTo(call.signature());
  }

  static Stream<Verdict> verdicts() {
    return VECTORS.verdicts().stream();
  }

  @ParameterizedTest
  @MethodSource
  void verdicts(Verdict verdict) throws Exception {
    // Given
    var call = call(verdict.call()).with(verdict.received());

    // When
    int status = verdict.endpoint().answer(call);

    // Then
    assertThat(status).as(verdict.name()).isEqualTo(verdict.status());
  }

  @Test
  void everyPartOfACallIsTamperedWithAtLeastOnce() {
    // When
    var tampered =
        VECTORS.verdicts().stream()
            .filter(verdict -> verdict.status() == 401)
            .flatMap(verdict -> verdict.received().keySet().stream())
            .collect(Collectors.toSet());

    // Then
    assertThat(tampered)
        .containsExactlyInAnyOrder(
            "id",
            "timestamp",
            "method",
            "pathAndQuery",
            "podUID",
            "policyUID",
            "generation",
            "body",
            "signature");
  }

  private static Call call(String name) {
    return VECTORS.calls().stream()
        .filter(call -> call.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
