package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private final AddressRules rules = new AddressRules(false, Set.of("10.96.0.1", "fd00::1"));

  @ParameterizedTest
  @ValueSource(strings = {"10.0.3.17", "192.168.1.4", "100.64.3.3", "fd12:3456::9", "2a00:1450::1"})
  void addressesThatPodsHaveAreCalled(String ip) {
    assertThat(rules.refusal(pod(ip, "/freshet"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.20.3.4, loopback",
    "::1, loopback",
    "169.254.169.254, link-local",
    "fe80::1, link-local",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "224.0.0.1, multicast",
    "ff02::1, multicast",
    "255.255.255.255, broadcast",
    "10.96.0.1, API server",
    "fd00::1, API server",
    "fd00:0:0:0:0:0:0:1, API server",
    "::ffff:10.0.0.1, literal",
    "::ffff:0a00:0001, literal",
    "::10.0.0.1, IPv6 form",
    "64:ff9b::a00:1, IPv6 form",
    "2002:a00:1::, IPv6 form",
    "2130706433, literal",
    "0x7f000001, literal",
    "0177.0.0.1, literal",
    "127.1, literal",
    "10.0.0.01, literal",
    "fe80::1%eth0, literal",
    "[fd12::1], literal",
    "10.0.0.1:80, literal",
    "pod.example, literal",
    "'', literal",
  })
  void everythingElseIsRefusedWithTheReason(String ip, String reason) {
    assertThat(rules.refusal(pod(ip, "/freshet")))
        .hasValueSatisfying(refusal -> assertThat(refusal).contains(reason));
  }

  @Test
  void aTestBedMayAllowLoopbackAndNothingElseBesides() {
    // Given
    var testBed = new AddressRules(true, Set.of());

    // Then
    assertThat(testBed.refusal(pod("127.20.3.4", "/freshet"))).isEmpty();
    assertThat(testBed.refusal(pod("169.254.169.254", "/freshet"))).isPresent();
    assertThat(testBed.refusal(pod("::ffff:127.0.0.1", "/freshet"))).isPresent();
  }

  @Test
  void aPodOnItsNodesNetworkIsNotCalled() {
    // Given
    var pod = new PodAddress("u", "10.0.0.1", true, 80, "/", null, Duration.ofSeconds(1));

    // Then
    assertThat(rules.refusal(pod)).contains("the pod uses its node's network");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536, Integer.MAX_VALUE})
  void aPortThatIsNoneIsNotCalled(int port) {
    // Given
    var pod = new PodAddress("u", "10.0.0.1", false, port, "/", null, Duration.ofSeconds(1));

    // Then
    assertThat(rules.refusal(pod)).hasValueSatisfying(why -> assertThat(why).contains("port"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/freshet", "/a/b-c_d.e", "/freshet/", "//", "/.hidden"})
  void pathsOfHarmlessCharactersAreUsed(String path) {
    assertThat(AddressRules.pathRefusal(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "freshet",
        "/..",
        "/a/../b",
        "/a..b",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\r\nHost: b",
        "/%2e",
        "/a@b",
        "http://b/",
        "/ä",
        "/a\\b",
        "/a\n"
      })
  void otherPathsAreNot(String path) {
    assertThat(AddressRules.pathRefusal(path)).isPresent();
  }

  @Test
  void aPathHas128CharactersAtMost() {
    assertThat(AddressRules.pathRefusal("/" + "a".repeat(127))).isEmpty();
    assertThat(AddressRules.pathRefusal("/" + "a".repeat(128))).isPresent();
  }

  @RepeatedTest(20)
  void noMadeUpAddressLeadsWhereNoneShould() {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int i = 0; i < 5_000; i++) {
      // Given
      String ip = madeUp(random, "0123456789abcdefABCDEF::..%[]x ", 42);

      // When
      Optional<String> refusal = rules.refusal(pod(ip, "/"));

      // Then
      if (refusal.isEmpty()) {
        InetAddress address = InetAddress.ofLiteral(ip);
        assertThat(address.isLoopbackAddress() || address.isLinkLocalAddress()).as(ip).isFalse();
        assertThat(address.isAnyLocalAddress() || address.isMulticastAddress()).as(ip).isFalse();
        assertThat(address instanceof Inet4Address && ip.contains(":")).as(ip).isFalse();
      }
    }
  }

  @RepeatedTest(20)
  void noMadeUpPathLeavesItsPlace() {
    RandomGenerator random = RandomGenerator.getDefault();
    Pattern rule = Pattern.compile("^/[A-Za-z0-9._/-]{0,127}$");
    for (int i = 0; i < 5_000; i++) {
      // Given
      String path = (random.nextBoolean() ? "/" : "") + madeUp(random, "ab9._-//..%?#@\r\n\0 ä", 9);

      // Then
      boolean allowed =
          rule.matcher(path).matches() && !path.contains("..") && !path.endsWith("\n");
      assertThat(AddressRules.pathRefusal(path).isEmpty()).as(path).isEqualTo(allowed);
    }
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1, 10.0.0.1:8080", "fd12::9, [fd12::9]:8080"})
  void anIpv6AddressStandsInBracketsInAUrl(String ip, String authority) {
    assertThat(pod(ip, "/").authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "/freshet, /freshet", "/freshet/, /freshet"})
  void aBasePathTakesAnotherPathAfterIt(String path, String base) {
    assertThat(pod("10.0.0.1", path).basePath()).isEqualTo(base);
  }

  private static String madeUp(RandomGenerator random, String letters, int longest) {
    var text = new StringBuilder();
    for (int left = random.nextInt(longest); left > 0; left--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static PodAddress pod(String ip, String path) {
    return new PodAddress("u", ip, false, 8080, path, null, Duration.ofSeconds(1));
  }
}
