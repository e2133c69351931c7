package dev.postern.door.driver.uhppote;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one form of everything that is said to and by a board: 64 bytes, of which the first says that
 * it is one, the second what it is about, and the fifth to eighth whose it is. Numbers begin with
 * their lowest byte; dates are two decimal digits a byte.
 */
final class UhppoteFrame {
  static final int LENGTH = 64;
  static final int STATUS = 0x20;
  static final int SET_TIME = 0x30;
  static final int OPEN_DOOR = 0x40;
  static final int SET_DOOR = 0x80;
  static final int GET_DOOR = 0x82;
  static final int RECORD_SPECIAL_EVENTS = 0x8e;
  static final int SET_LISTENER = 0x90;
  static final int GET_LISTENER = 0x92;
  static final int GET_BOARD = 0x94;
  static final int GET_EVENT = 0xb0;

  private static final int START = 0x17;

  /** Firmware 6.62 begins with this what it sends by itself. */
  private static final int START_OF_EVENT = 0x19;

  private final byte[] bytes;

  private UhppoteFrame(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param function one of the constants above
   */
  static UhppoteFrame of(int function, long serial) {
    var frame = new UhppoteFrame(new byte[LENGTH]);
    return frame.put(0, START).put(1, function).putLong(4, serial);
  }

  /** Empty unless the bytes are one whole frame. */
  static Optional<UhppoteFrame> read(byte[] bytes, int length) {
    if (length != LENGTH) return Optional.empty();
    int start = Byte.toUnsignedInt(bytes[0]);
    int function = Byte.toUnsignedInt(bytes[1]);
    return start == START || (start == START_OF_EVENT && function == STATUS)
        ? Optional.of(new UhppoteFrame(Arrays.copyOf(bytes, LENGTH)))
        : Optional.empty();
  }

  /** Whether it may be what a board says to this request. */
  boolean answers(UhppoteFrame request) {
    return at(0) == START && function() == request.function() && serial() == request.serial();
  }

  int function() {
    return at(1);
  }

  long serial() {
    return longAt(4);
  }

  int at(int offset) {
    return Byte.toUnsignedInt(bytes[offset]);
  }

  long longAt(int offset) {
    long number = 0;
    for (int i = 3; i >= 0; i--) number = (number << 8) | at(offset + i);
    return number;
  }

  UhppoteFrame put(int offset, int value) {
    bytes[offset] = (byte) value;
    return this;
  }

  UhppoteFrame putLong(int offset, long number) {
    for (int i = 0; i < 4; i++) put(offset + i, (int) (number >> (8 * i)));
    return this;
  }

  UhppoteFrame putAll(int offset, byte[] values) {
    System.arraycopy(values, 0, bytes, offset, values.length);
    return this;
  }

  byte[] slice(int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Century, year, month, day, hour, minute and second. */
  UhppoteFrame putTime(int offset, LocalDateTime time) {
    return putDigits(offset, time.getYear() / 100)
        .putDigits(offset + 1, time.getYear() % 100)
        .putDigits(offset + 2, time.getMonthValue())
        .putDigits(offset + 3, time.getDayOfMonth())
        .putDigits(offset + 4, time.getHour())
        .putDigits(offset + 5, time.getMinute())
        .putDigits(offset + 6, time.getSecond());
  }

  UhppoteFrame putDigits(int offset, int number) {
    return put(offset, ((number / 10) << 4) | (number % 10));
  }

  /** The time of {@link #putTime}; empty if it is none. */
  Optional<LocalDateTime> timeAt(int offset) {
    return time(digitsAt(offset) * 100 + digitsAt(offset + 1), offset + 2, offset + 4);
  }

  /**
   * @param date of month and day
   * @param time of hour, minute and second
   */
  Optional<LocalDateTime> time(int year, int date, int time) {
    try {
      return Optional.of(
          LocalDateTime.of(
              year,
              digitsAt(date),
              digitsAt(date + 1),
              digitsAt(time),
              digitsAt(time + 1),
              digitsAt(time + 2)));
    } catch (DateTimeException e) {
      return Optional.empty(); // a clock that was never set says 0, the 0th of month 0
    }
  }

  /** Above 99 if these are no two digits, which no part of a date is. */
  int digitsAt(int offset) {
    int tens = at(offset) >> 4;
    int ones = at(offset) & 0xf;
    return tens > 9 || ones > 9 ? 1_000 : tens * 10 + ones;
  }

  /** What a board with firmware 6.62 sends by itself. */
  UhppoteFrame asOldEvent() {
    return put(0, START_OF_EVENT);
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
