package dev.freshet.benchmarks;

import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.endpoint.HttpPodEndpoint;
import dev.freshet.operator.endpoint.PodAddress;
import dev.freshet.operator.endpoint.PolicyStamp;
import dev.freshet.operator.endpoint.SigningKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * The operator's own way to a pod, with all it does besides: rules, signature, deadline, checks.
 */
final class FreshetEndpoint implements PushClient {
  private static final String POD_UID = "6d1b1f0a-7f4c-4a51-8f65-6f6f9d2ab001";

  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());
  private final SigningKey key = key();
  private final PolicyStamp policy =
      new PolicyStamp(
          "shop", "shop", "0d4e5f9a-2f0e-4f3b-9d57-0d1f6b1a1c11", "2026-11-21T06:09:58Z", 7);

  private static SigningKey key() {
    return switch (SigningKey.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[32]))) {
      case SigningKey.Parsed.Usable usable -> usable.key();
      case SigningKey.Parsed.Invalid invalid -> throw new IllegalStateException(invalid.message());
    };
  }

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    var pod = new PodAddress(POD_UID, ip, false, port, "/freshet", null, Duration.ofSeconds(3));
    ConfigAnswer answer =
        endpoint.putConfig(pod, policy, key, request.revision(), request.document());
    if (!(answer instanceof ConfigAnswer.Acknowledged)) {
      throw new IOException(answer.toString());
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
