package dev.freshet.operator.runtime;

/** A setting that can't be used. The process stops and shows the message: it names the setting. */
public final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSetting(Setting setting, String value, String expected) {
    super("%s=\"%s\" is not valid: expected %s.".formatted(setting, value, expected));
  }
}
