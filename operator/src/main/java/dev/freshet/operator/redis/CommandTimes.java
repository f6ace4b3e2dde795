package dev.freshet.operator.redis;

import java.time.Duration;

/** Hears how long each command took, whether it succeeded or not. */
@FunctionalInterface
public interface CommandTimes {
  /** The command's name is in lower case, such as {@code info}, and one of a handful. */
  void took(String command, Duration time);
}
