package dev.freshet.operator.endpoint;

import dev.freshet.testbed.FreePort;
import dev.freshet.testbed.IssuedCertificate;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.PodIdentity;
import dev.freshet.testbed.pod.PodKey;
import dev.freshet.testbed.pod.ScriptedPod;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A scripted pod, and all that one needs to call it. */
final class CalledPod implements AutoCloseable {
  static final Duration AMPLE = Duration.ofSeconds(20);
  static final byte[] DOCUMENT = "{\"schema\":1}".getBytes(StandardCharsets.UTF_8);
  static final PolicyStamp POLICY =
      new PolicyStamp("shop", "cart", "policy-uid-1", "2026-11-21T06:09:58Z", 7);

  final PodKey key;
  final ScriptedPod pod;

  private CalledPod(PodKey key, ScriptedPod pod) {
    this.key = key;
    this.pod = pod;
  }

  static CalledPod start() {
    return start(PodKey.random(), Optional.empty());
  }

  static CalledPod start(PodKey key) {
    return start(key, Optional.empty());
  }

  /** A pod that shows this certificate. */
  static CalledPod start(IssuedCertificate certificate) {
    return start(PodKey.random(), Optional.of(certificate));
  }

  private static CalledPod start(PodKey key, Optional<IssuedCertificate> certificate) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String ip =
        "127.%d.%d.%d"
            .formatted(random.nextInt(130, 250), random.nextInt(250), random.nextInt(1, 250));
    var identity =
        new PodIdentity(
            "web-a",
            "uid-of-" + ip,
            ip,
            FreePort.on(ip),
            "/freshet",
            List.of(key),
            certificate.map(IssuedCertificate::serverContext));
    return new CalledPod(key, ScriptedPod.start(identity));
  }

  CalledPod that(Behaviour behaviour) {
    pod.onEveryCall(behaviour);
    return this;
  }

  PodAddress address() {
    return address(AMPLE, null);
  }

  PodAddress address(Duration timeout) {
    return address(timeout, null);
  }

  PodAddress address(TlsTrust trust) {
    return address(AMPLE, trust);
  }

  private PodAddress address(Duration timeout, @Nullable TlsTrust trust) {
    PodIdentity identity = pod.identity();
    return new PodAddress(
        identity.uid(),
        identity.address(),
        false,
        identity.port(),
        identity.path(),
        trust,
        timeout);
  }

  SigningKey signingKey() {
    return signingKey(key);
  }

  static SigningKey signingKey(PodKey... keys) {
    String secret = String.join("\n", List.of(keys).stream().map(PodKey::text).toList());
    return switch (SigningKey.parse(secret)) {
      case SigningKey.Parsed.Usable usable -> usable.key();
      case SigningKey.Parsed.Invalid invalid -> throw new AssertionError(invalid.message());
    };
  }

  ConfigAnswer offered(PodEndpoint endpoint) {
    return offered(endpoint, address());
  }

  ConfigAnswer offered(PodEndpoint endpoint, PodAddress address) {
    return endpoint.putConfig(address, POLICY, signingKey(), revisionOf(DOCUMENT), DOCUMENT);
  }

  StatusAnswer asked(PodEndpoint endpoint) {
    return endpoint.status(address(), POLICY, signingKey());
  }

  static String revisionOf(byte[] document) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    pod.close();
  }
}
