package dev.postern.door.driver.uhppote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes are those of the tests in uhppoted/uhppote-core, messages/*_test.go (MIT licence). */
class UhppoteFrameTest {
  private static final long SERIAL = 423_187_757;

  @Test
  void writesWhatIsAskedAsBoardsExpectIt() {
    assertFrame(UhppoteFrame.of(UhppoteFrame.STATUS, SERIAL), "17200000 2d553919");
    assertFrame(UhppoteFrame.of(UhppoteFrame.GET_BOARD, 0), "17940000 00000000");
    assertFrame(UhppoteFrame.of(UhppoteFrame.OPEN_DOOR, SERIAL).put(8, 3), "17400000 2d553919 03");
    assertFrame(UhppoteFrame.of(UhppoteFrame.GET_DOOR, SERIAL).put(8, 4), "17820000 2d553919 04");
    assertFrame(
        UhppoteFrame.of(UhppoteFrame.SET_DOOR, SERIAL).put(8, 4).put(9, 2).put(10, 5),
        "17800000 2d553919 040205");
    assertFrame(
        UhppoteFrame.of(UhppoteFrame.GET_EVENT, SERIAL).putLong(8, 1),
        "17b00000 2d553919 01000000");
    assertFrame(
        UhppoteFrame.of(UhppoteFrame.SET_TIME, SERIAL)
            .putTime(8, LocalDateTime.of(2019, 4, 21, 9, 44, 40)),
        "17300000 2d553919 20190421094440");
    assertFrame(
        UhppoteBoard.putAddress(
            UhppoteFrame.of(UhppoteFrame.SET_LISTENER, SERIAL),
            new InetSocketAddress("192.168.1.100", 40_000)),
        "17900000 2d553919 c0a80164409c");
  }

  @Test
  void readsWhatABoardSaysOfItself() {
    var status =
        new UhppoteStatus(
            read(
                "17200000 2d553919 39000000 01000301 aae85d00 20190419 17000906 01000101"
                    + " 00000101 09143702 11000000 21000000 2b040119 04200000 93260488 08920000"));

    assertThat(status.lastEvent()).isEqualTo(new UhppoteEvent(57, 1, 3, 6));
    assertThat(status.contact(1)).isTrue();
    assertThat(status.contact(2)).isFalse();
    assertThat(status.contact(3)).isTrue();
    assertThat(status.contact(4)).isTrue();
    assertThat(status.time()).contains(LocalDateTime.of(2019, 4, 20, 14, 37, 2));
  }

  @Test
  void readsABoardWithoutEventsAndOneWhoseClockWasNeverSet() {
    var status =
        new UhppoteStatus(
            read("17200000 7837 2a18" + "00".repeat(28) + "83111620" + "00".repeat(11) + "230929"));

    assertThat(status.lastEvent().index()).isZero();
    assertThat(status.time()).contains(LocalDateTime.of(2023, 9, 29, 11, 16, 20));
    assertThat(new UhppoteStatus(read("17200000 78372a18")).time()).isEmpty();
  }

  @Test
  void readsAnEventAndAListener() {
    assertThat(
            UhppoteEvent.in(read("17b00000 2d553919 08000000 02010301 ade85d00 20190210 07120106")))
        .isEqualTo(new UhppoteEvent(8, 2, 3, 6));
    assertThat(UhppoteBoard.address(read("17920000 2d553919 c0a800e1 92260d")))
        .isEqualTo(new InetSocketAddress("192.168.0.225", 9_874));
  }

  @Test
  void takesTheOtherStartOfOldFirmwareForEventsAlone() {
    assertThat(UhppoteFrame.read(bytes("19200000 2d553919"), 64)).isPresent();
    assertThat(UhppoteFrame.read(bytes("19400000 2d553919"), 64)).isEmpty();
    assertThat(read("19200000 2d553919").answers(UhppoteFrame.of(UhppoteFrame.STATUS, SERIAL)))
        .isFalse();
  }

  @Test
  void takesNothingThatIsNotOneWholeFrame() {
    assertThat(UhppoteFrame.read(bytes("17200000 2d553919"), 63)).isEmpty();
    assertThat(UhppoteFrame.read(new byte[65], 65)).isEmpty();
    assertThat(UhppoteFrame.read(new byte[0], 0)).isEmpty();
    assertThat(UhppoteFrame.read(bytes("18200000 2d553919"), 64)).isEmpty();
  }

  @Test
  void readsAnyBytesWithoutFalling() {
    var random = new Random(20_261_124);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[UhppoteFrame.LENGTH];
      random.nextBytes(bytes);
      if (i % 2 == 0) bytes[0] = 0x17;
      UhppoteFrame.read(bytes, bytes.length)
          .ifPresent(frame -> {
            assertThat(frame.serial()).isBetween(0L, 0xffff_ffffL);
            assertThat(UhppoteEvent.in(frame).index()).isBetween(0L, 0xffff_ffffL);
            assertThat(UhppoteBoard.address(frame).getPort()).isBetween(0, 65_535);
            var time = new UhppoteStatus(frame).time();
            time.ifPresent(it -> assertThat(it.getYear()).isBetween(2000, 2099));
            var other = frame.timeAt(20);
            other.ifPresent(it -> assertThat(it.getYear()).isBetween(0, 9999));
          });
    }
  }

  private static void assertFrame(UhppoteFrame frame, String hex) {
    assertThat(frame.bytes()).isEqualTo(bytes(hex));
  }

  private static UhppoteFrame read(String hex) {
    return UhppoteFrame.read(bytes(hex), UhppoteFrame.LENGTH).orElseThrow();
  }

  /** What is not written is 0. */
  private static byte[] bytes(String hex) {
    String digits = hex.replace(" ", "");
    return HexFormat.of().parseHex(digits + "0".repeat(2 * UhppoteFrame.LENGTH - digits.length()));
  }
}
