package dev.freshet.operator.endpoint;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.PodCalls.Reply.Answered;
import dev.freshet.operator.endpoint.PodCalls.Reply.Unanswered;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Speaks the contract over HTTP/1.1: allowed addresses only, every call signed. */
public final class HttpPodEndpoint implements PodEndpoint, AutoCloseable {
  private static final Pattern REVISION = Pattern.compile("sha256:([0-9a-f]{64})");

  private final AddressRules rules;
  private final Clock clock;
  private final PodCalls calls = new PodCalls();

  public HttpPodEndpoint(AddressRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public ConfigAnswer putConfig(
      PodAddress address, PolicyStamp policy, SigningKey key, String revision, byte[] document) {
    var digest = REVISION.matcher(revision);
    if (!digest.matches()) {
      throw new IllegalArgumentException("no revision: " + revision);
    }
    Optional<Unreachable> refusal = refusal(address);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ClassicHttpRequest put = signed("PUT", "config", address, policy, key, digest.group(1));
    put.addHeader("Freshet-Revision", revision);
    put.addHeader("Content-Type", "application/json");
    put.addHeader("Content-Length", document.length);
    put.setEntity(new ByteArrayEntity(document, ContentType.APPLICATION_JSON));
    return switch (calls.call(PodConnection.Key.of(address), put, address.timeout())) {
      case Answered answered -> ConfigAnswers.read(answered.raw(), revision);
      case Unanswered unanswered -> unanswered.why();
    };
  }

  @Override
  public StatusAnswer status(PodAddress address, PolicyStamp policy, SigningKey key) {
    Optional<Unreachable> refusal = refusal(address);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ClassicHttpRequest get =
        signed("GET", "status", address, policy, key, SignedHeaders.DIGEST_OF_NOTHING);
    return switch (calls.call(PodConnection.Key.of(address), get, address.timeout())) {
      case Answered answered -> StatusAnswers.read(answered.raw(), address.podUid());
      case Unanswered unanswered -> unanswered.why();
    };
  }

  private Optional<Unreachable> refusal(PodAddress address) {
    return rules
        .refusal(address)
        .map(why -> new Unreachable(UnreachableCode.ADDRESS_NOT_ALLOWED, "not called: " + why));
  }

  private ClassicHttpRequest signed(
      String method,
      String resource,
      PodAddress address,
      PolicyStamp policy,
      SigningKey key,
      String bodyDigest) {
    String target = address.basePath() + "/v1/" + resource;
    var request = new BasicClassicHttpRequest(method, target);
    request.addHeader("Host", address.authority());
    request.addHeader("Accept", "application/json");
    request.addHeader("User-Agent", "freshet-operator");
    var call = new SignedHeaders.Call(method, target, address.podUid(), policy, bodyDigest);
    SignedHeaders.of(call, key, "msg_" + UUID.randomUUID(), clock.instant())
        .forEach(request::addHeader);
    return request;
  }

  @Override
  public void close() {
    calls.close();
  }
}
