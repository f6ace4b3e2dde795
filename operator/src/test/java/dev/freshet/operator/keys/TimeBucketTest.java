package dev.freshet.operator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeBucketTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({"MINUTE, 202611210030", "HOUR, 2026112100", "DAY, 20261121", "MONTH, 202611"})
  void isNamedByTheClockOfItsZone(TimeBucket bucket, String expected) {
    // When
    var name = bucket.at(Instant.parse("2026-11-20T23:30:59Z"), BERLIN);

    // Then
    assertThat(name).isEqualTo(expected);
  }

  @Test
  void theHourThatSummerTimeRepeatsHasOneName() {
    // When
    var first = TimeBucket.HOUR.at(Instant.parse("2026-10-25T00:30:00Z"), BERLIN);
    var second = TimeBucket.HOUR.at(Instant.parse("2026-10-25T01:30:00Z"), BERLIN);

    // Then
    assertThat(first).isEqualTo(second).isEqualTo("2026102502");
  }

  @ParameterizedTest
  @EnumSource
  void isAlwaysOfOneLength(TimeBucket bucket) {
    // When
    var name = bucket.at(Instant.parse("0987-01-02T03:04:05Z"), ZoneOffset.UTC);

    // Then
    assertThat(name).hasSize(bucket.digits()).startsWith("098701").containsOnlyDigits();
  }
}
