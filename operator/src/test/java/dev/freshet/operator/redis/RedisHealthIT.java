package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.network.ForbiddenAddresses;
import dev.freshet.testbed.IssuedCertificate;
import dev.freshet.testbed.Redis;
import dev.freshet.testbed.RedisOptions;
import dev.freshet.testbed.TestCertificates;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisHealthIT {
  private static final String NAME = "redis.shop.internal";
  private static final TestCertificates AUTHORITY = TestCertificates.newAuthority("redis-ca");
  private static final RedisTarget.Timeouts HASTY =
      new RedisTarget.Timeouts(Duration.ofMillis(300), Duration.ofMillis(300));
  private static Redis open;

  private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
  private final RedisHealth health = new RedisHealth(new ForbiddenAddresses(true, Set.of()));

  @BeforeAll
  static void start() {
    open = Redis.start();
  }

  @AfterAll
  static void stop() {
    open.close();
  }

  @Test
  void anOpenRedisTellsWhatItIs() throws InterruptedException {
    var check = check(Targets.standalone(open.address()));

    assertThat(check).isInstanceOf(RedisCheck.Healthy.class);
    var healthy = (RedisCheck.Healthy) check;
    assertThat(healthy.primaries()).isEqualTo(1);
    assertThat(healthy.server().software()).isEqualTo("redis");
    assertThat(healthy.server().version().orElseThrow()).matches("[678]\\.[0-9]+\\.[0-9]+");
    assertThat(healthy.server().maxmemoryPolicy()).contains("noeviction");
    assertThat(commands).containsExactly("ping", "info", "info", "info");
  }

  @Test
  void aDatabaseThatItLacksIsNoticed() throws InterruptedException {
    var plain = Targets.standalone(open.address());

    assertThat(check(Targets.withDatabase(plain, 15))).isInstanceOf(RedisCheck.Healthy.class);
    assertThat(check(Targets.withDatabase(plain, 16))).isInstanceOf(RedisCheck.WrongTopology.class);
  }

  @Test
  void aPasswordMustBeThereAndRight() throws InterruptedException {
    try (var redis = Redis.start(RedisOptions.open().withPassword("hunter2"))) {
      var plain = Targets.standalone(redis.address());

      assertThat(check(plain)).isInstanceOf(RedisCheck.AuthFailed.class);
      assertThat(check(Targets.with(plain, Targets.password("canary-7f3a91"))))
          .isInstanceOf(RedisCheck.AuthFailed.class)
          .asString()
          .doesNotContain("canary", "hunter2");
      assertThat(check(Targets.with(plain, Targets.password("hunter2"))))
          .isInstanceOf(RedisCheck.Healthy.class);
    }
  }

  @Test
  void aPasswordThatWasWrittenWithALineBreakIsPointedOut() throws InterruptedException {
    try (var redis = Redis.start(RedisOptions.open().withPassword("hunter2"))) {
      var check =
          check(Targets.with(Targets.standalone(redis.address()), Targets.password("hunter2\n")));

      assertThat(check).isInstanceOf(RedisCheck.AuthFailed.class).asString().contains("line break");
    }
  }

  @Test
  void aPasswordThatNobodyAskedForIsTold() throws InterruptedException {
    assertThat(check(Targets.with(Targets.standalone(open.address()), Targets.password("hunter2"))))
        .isInstanceOf(RedisCheck.AuthFailed.class);
  }

  @Test
  void aUserNeedsNoMoreThanPingAndInfoAndIsToldWhichOfThemItLacks() throws InterruptedException {
    var options =
        RedisOptions.open()
            .withUser("enough", "secret", "+ping +info")
            .withUser("no-info", "secret", "+ping")
            .withUser("no-ping", "secret", "+info");
    try (var redis = Redis.start(options)) {
      var plain = Targets.standalone(redis.address());

      assertThat(check(Targets.with(plain, Targets.user("enough", "secret"))))
          .isInstanceOf(RedisCheck.Healthy.class);
      assertThat(check(Targets.with(plain, Targets.user("no-info", "secret"))))
          .isEqualTo(
              new RedisCheck.AccessDenied(
                  "At %s the user may not run INFO. Allow it with: ACL SETUSER <user> +info"
                      .formatted(redis.address())));
      assertThat(check(Targets.with(plain, Targets.user("no-ping", "secret"))))
          .isInstanceOf(RedisCheck.AccessDenied.class)
          .asString()
          .contains("+ping");
      assertThat(check(Targets.with(plain, Targets.user("nobody", "secret"))))
          .isInstanceOf(RedisCheck.AuthFailed.class);
    }
  }

  @Test
  void tlsIsVerifiedAgainstTheAuthorityAndTheName() throws InterruptedException {
    try (var redis = secured(AUTHORITY.server(NAME))) {
      var plain = Targets.standalone(redis.address());

      assertThat(check(Targets.with(plain, trusting(AUTHORITY, NAME))))
          .isInstanceOf(RedisCheck.Healthy.class);
      assertThat(tlsFailure(plain, trusting(AUTHORITY, "redis.bank.internal")))
          .contains("not for redis.bank.internal");
      assertThat(tlsFailure(plain, trusting(TestCertificates.newAuthority("other"), NAME)))
          .contains("no trusted authority");
      assertThat(
              tlsFailure(
                  plain, new RedisTls(Optional.of(NAME), Optional.empty(), Optional.empty())))
          .contains("no trusted authority");
    }
  }

  @Test
  void withoutAServerNameTheHostOfTheAddressMustBeInTheCertificate() throws InterruptedException {
    var byHost = new RedisTls(Optional.empty(), Optional.of(pem(AUTHORITY)), Optional.empty());
    try (var right = secured(AUTHORITY.server("127.0.0.1"));
        var wrong = secured(AUTHORITY.server(NAME))) {
      assertThat(check(Targets.with(Targets.standalone(right.address()), byHost)))
          .isInstanceOf(RedisCheck.Healthy.class);
      assertThat(tlsFailure(Targets.standalone(wrong.address()), byHost))
          .contains("not for 127.0.0.1");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws InterruptedException {
    try (var redis = secured(AUTHORITY.expiredServer(NAME))) {
      assertThat(tlsFailure(Targets.standalone(redis.address()), trusting(AUTHORITY, NAME)))
          .contains("expired");
    }
  }

  @Test
  void aCertificateThatVouchesForItselfIsRefused() throws InterruptedException {
    var alone = TestCertificates.newAuthority(NAME);
    try (var redis = secured(alone.server(NAME))) {
      assertThat(tlsFailure(Targets.standalone(redis.address()), trusting(AUTHORITY, NAME)))
          .contains("no trusted authority");
    }
  }

  @Test
  void aServerThatWantsAClientCertificateGetsTheOneOfTheSecret() throws InterruptedException {
    var clients = TestCertificates.newAuthority("clients");
    var options =
        RedisOptions.open().withTls(AUTHORITY.server(NAME)).withClientCertificatesOf(clients);
    try (var redis = Redis.start(options)) {
      var plain = Targets.standalone(redis.address());

      assertThat(check(Targets.with(plain, showing(clients.client("freshet")))))
          .isInstanceOf(RedisCheck.Healthy.class);
      assertThat(tlsFailure(plain, trusting(AUTHORITY, NAME))).contains("client certificate");
      assertThat(
              tlsFailure(plain, showing(TestCertificates.newAuthority("others").client("freshet"))))
          .contains("client certificate");
    }
  }

  @Test
  void plainAndTlsThatMeetSayWhatIsWrong() throws InterruptedException {
    try (var redis = secured(AUTHORITY.server(NAME))) {
      assertThat(check(Targets.standalone(redis.address())))
          .isInstanceOf(RedisCheck.ConnectFailed.class)
          .asString()
          .contains("TLS");
      var tlsToPlain = Targets.with(Targets.standalone(open.address()), trusting(AUTHORITY, NAME));
      assertThat(check(Targets.with(tlsToPlain, HASTY)))
          .isInstanceOf(RedisCheck.ConnectFailed.class)
          .asString()
          .contains("TLS");
    }
  }

  @Test
  void unreadableCertificatesAndKeysAreToldWithoutBeingQuoted() throws InterruptedException {
    var plain = Targets.standalone(open.address());
    var nonsense = new RedisTls.Pem("canary-7f3a91".getBytes(UTF_8));
    var noAuthorities = new RedisTls(Optional.empty(), Optional.of(nonsense), Optional.empty());
    var noIdentity =
        new RedisTls(
            Optional.empty(),
            Optional.of(pem(AUTHORITY)),
            Optional.of(new RedisTls.Identity(pem(AUTHORITY), nonsense)));

    assertThat(tlsFailure(plain, noAuthorities)).contains("PEM").doesNotContain("canary");
    assertThat(tlsFailure(plain, noIdentity)).contains("PEM").doesNotContain("canary");
  }

  @Test
  void aServerThatIsGoneRefusesAndOneThatHangsIsNotWaitedForLong() throws InterruptedException {
    try (var redis = Redis.start()) {
      var hasty = Targets.with(Targets.standalone(redis.address()), HASTY);
      redis.pause();
      assertThat(check(hasty))
          .isEqualTo(new RedisCheck.ConnectFailed(redis.address() + " did not answer in time."));

      redis.resume();
      assertThat(check(hasty)).isInstanceOf(RedisCheck.Healthy.class);

      redis.stop();
      assertThat(check(hasty)).isInstanceOf(RedisCheck.ConnectFailed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:6379",
        "[::1]:6379",
        "169.254.169.254:80",
        "2852039166:80",
        "0xa9fea9fe:80",
        "[::ffff:169.254.169.254]:80",
        "[::ffff:a9fe:a9fe]:80",
        "0.0.0.0:6379",
        "224.0.0.1:6379",
        "10.96.0.1:443",
        "localhost:6379",
        "redis:0",
        "redis:99999"
      })
  void forbiddenAddressesAreRefusedInWhateverFormTheyAreWritten(String address)
      throws InterruptedException {
    var strict = new RedisHealth(new ForbiddenAddresses(false, Set.of("10.96.0.1")));

    assertThat(check(strict, Targets.with(Targets.standalone(address), HASTY)))
        .isInstanceOf(RedisCheck.AddressNotAllowed.class);
  }

  @Test
  void aNameThatChangesItsAnswerIsAskedOnceAndReachedWhereItWasChecked() throws Exception {
    // Given a name server that says something harmless first, and loopback to whoever asks again
    var harmless = InetAddress.ofLiteral("192.0.2.7");
    var answers =
        new ArrayDeque<>(List.of(List.of(harmless), List.of(InetAddress.ofLiteral("127.0.0.1"))));
    var strict =
        new RedisHealth(
            new ForbiddenAddresses(false, Set.of()), (host, within) -> answers.remove());
    try (var trap = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      trap.setSoTimeout(100);
      var target = Targets.standalone("rebinding.example:" + trap.getLocalPort());

      // When
      var check = check(strict, Targets.with(target, HASTY));

      // Then
      assertThat(check).isInstanceOf(RedisCheck.ConnectFailed.class);
      assertThat(answers).hasSize(1);
      assertThat(check(strict, Targets.with(target, HASTY)))
          .isInstanceOf(RedisCheck.AddressNotAllowed.class);
    }
  }

  @Test
  void oneForbiddenAddressAmongOthersIsEnough() throws InterruptedException {
    var strict =
        new RedisHealth(
            new ForbiddenAddresses(false, Set.of()),
            (host, within) ->
                List.of(
                    InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("169.254.169.254")));

    assertThat(check(strict, Targets.with(Targets.standalone("two-faced.example:6379"), HASTY)))
        .isInstanceOf(RedisCheck.AddressNotAllowed.class);
  }

  @Test
  void aNameWithoutAnAddressIsToldByItsName() throws InterruptedException {
    assertThat(check(Targets.standalone("no-such-name.invalid:6379")))
        .isInstanceOf(RedisCheck.ConnectFailed.class)
        .asString()
        .contains("no-such-name.invalid");
  }

  private RedisCheck check(RedisTarget target) throws InterruptedException {
    return check(health, target);
  }

  private RedisCheck check(RedisHealth by, RedisTarget target) throws InterruptedException {
    return by.check(target, (command, time) -> commands.add(command));
  }

  private String tlsFailure(RedisTarget target, RedisTls tls) throws InterruptedException {
    var check = check(Targets.with(target, tls));
    assertThat(check).isInstanceOf(RedisCheck.TlsFailed.class);
    return ((RedisCheck.TlsFailed) check).message();
  }

  private static Redis secured(IssuedCertificate certificate) {
    return Redis.start(RedisOptions.open().withTls(certificate));
  }

  private static RedisTls trusting(TestCertificates authority, String name) {
    return new RedisTls(Optional.of(name), Optional.of(pem(authority)), Optional.empty());
  }

  private static RedisTls showing(IssuedCertificate client) {
    return new RedisTls(
        Optional.of(NAME),
        Optional.of(pem(AUTHORITY)),
        Optional.of(
            new RedisTls.Identity(
                new RedisTls.Pem(client.certificatePem().getBytes(UTF_8)),
                new RedisTls.Pem(client.privateKeyPem().getBytes(UTF_8)))));
  }

  private static RedisTls.Pem pem(TestCertificates authority) {
    return new RedisTls.Pem(authority.authorityPem().getBytes(UTF_8));
  }
}
