package dev.freshet.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenAddressesTest {
  private final ForbiddenAddresses rules = new ForbiddenAddresses(false, Set.of("10.96.0.1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.20.1.2",
        "::1",
        "169.254.169.254",
        "169.254.0.1",
        "fe80::1",
        "fd00:ec2::254",
        "168.63.129.16",
        "100.100.100.200",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "10.96.0.1",
        "::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::"
      })
  void anAddressThatLeadsIntoTheClusterOrTheNodeIsRefused(String address) {
    assertThat(rules.refusal(InetAddress.ofLiteral(address))).as(address).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "192.168.1.1", "8.8.8.8", "fd12:3456::1", "2001:db8::7"})
  void anyOtherAddressIsAllowed(String address) {
    assertThat(rules.refusal(InetAddress.ofLiteral(address))).as(address).isEmpty();
  }

  @Test
  void anIpv4AddressInTheClothesOfIpv6IsSeenThrough() throws UnknownHostException {
    var mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}, 0, mapped, 12, 4);

    assertThat(rules.refusal(InetAddress.getByAddress("redis.example", mapped)))
        .contains("it is a link-local address");
  }

  @Test
  void aTestBedMayAllowLoopbackAndNothingElse() {
    var testBed = new ForbiddenAddresses(true, Set.of("127.0.0.1"));

    assertThat(testBed.refusal(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
    assertThat(testBed.refusal(InetAddress.ofLiteral("169.254.169.254"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "127.1",
        "::ffff:169.254.169.254",
        "fe80::1%eth0",
        "[::1]",
        "1.2.3.4.",
        "256.1.1.1",
        ""
      })
  void whatIsNoPlainLiteralIsNotRead(String text) {
    assertThat(ForbiddenAddresses.literal(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "2001:db8::7", "::1"})
  void aPlainLiteralIsRead(String text) {
    assertThat(ForbiddenAddresses.literal(text)).as(text).isPresent();
  }
}
