package dev.postern.door.driver.controlbyweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateXmlTest {
  /** WebRelay, users' manual 3.1, section 3.3, without the browser's minus sign. */
  private static final String WEBRELAY =
      """
      <?xml version="1.0" encoding="utf-8" ?>
      <datavalues>
      <relaystate>1</relaystate>
      <inputstate>0</inputstate>
      <rebootstate>0</rebootstate>
      <totalreboots>0</totalreboots>
      </datavalues>
      """;

  private static final String WITH_HTTP =
      "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n" + WEBRELAY;

  @Test
  void readsTheOneRelayThatHasNoNumber() {
    StateXml state = read(WEBRELAY);

    assertThat(state.relay(0)).contains(true);
    assertThat(state.input(0)).contains(false);
    assertThat(state.relay(1)).isEmpty();
    assertThat(state.pulse(0, 5)).isEqualTo("/state.xml?relayState=2&pulseTime=5");
    assertThat(state.device()).isEqualTo("ControlByWeb");
  }

  @Test
  void readsNumberedOnesInBothSpellings() {
    StateXml older =
        read(
            "<datavalues><relay2state>0</relay2state><input1state>1</input1state>"
                + "<serialNumber>00:0C:C8:01:02:03</serialNumber></datavalues>");
    StateXml newer =
        read(
            "<datavalues><relay2>1</relay2><digitalInput1>0</digitalInput1><vin>12.1</vin>"
                + "<downloadSettings/></datavalues>");

    assertThat(older.relay(2)).contains(false);
    assertThat(older.input(1)).contains(true);
    assertThat(older.pulse(2, 3)).isEqualTo("/state.xml?relay2State=2&pulseTime2=3");
    assertThat(older.device()).isEqualTo("ControlByWeb 00:0C:C8:01:02:03");
    assertThat(newer.relay(2)).contains(true);
    assertThat(newer.input(1)).contains(false);
    assertThat(newer.pulse(2, 3)).isEqualTo("/state.xml?pulseTime2=3&relay2=2");
  }

  @Test
  void takesNoOtherWordForOnOrOff() {
    for (String word : List.of("", "2", "on", "x.x", "01", "-1")) {
      assertThat(read("<datavalues><relaystate>" + word + "</relaystate></datavalues>").relay(0))
          .as(word)
          .isEmpty();
    }
  }

  @Test
  void refusesWhatOnlyAnXmlParserWouldRead() {
    String relay = "<relaystate>1</relaystate>";
    for (String document :
        List.of(
            "",
            "<datavalues>",
            "<datavalues>" + relay,
            relay,
            "<html><body>It works!</body></html>",
            "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><datavalues>"
                + relay
                + "</datavalues>",
            "<datavalues><!-- " + relay + " --></datavalues>",
            "<datavalues><![CDATA[" + relay + "]]></datavalues>",
            "<datavalues><a>" + relay + "</a></datavalues>",
            "<datavalues a=\"b\">" + relay + "</datavalues>",
            "<datavalues><relaystate a=\"b\">1</relaystate></datavalues>",
            "<datavalues><relaystate>1</inputstate></datavalues>",
            "<datavalues>" + relay + "<relaystate>0</relaystate></datavalues>",
            "<datavalues>" + relay + "1</datavalues>",
            "<datavalues>" + relay + "</datavalues>" + relay,
            "<datavalues><x>" + "y".repeat(201) + "</x>" + relay + "</datavalues>")) {
      assertThat(StateXml.read(document)).as(document).isEmpty();
    }
  }

  @Test
  void knowsWhenAnAnswerIsWhole() {
    assertThat(RawAnswer.in(WEBRELAY, false)).contains(new RawAnswer(200, WEBRELAY.strip()));
    assertThat(RawAnswer.in(WITH_HTTP, false)).contains(new RawAnswer(200, WEBRELAY.strip()));
    assertThat(RawAnswer.in(WITH_HTTP.replace("\r", ""), false))
        .contains(new RawAnswer(200, WEBRELAY.strip()));
    assertThat(RawAnswer.in(WEBRELAY + WEBRELAY, false))
        .contains(new RawAnswer(200, WEBRELAY.strip()));
    assertThat(RawAnswer.in("HTTP/1.0 401 Unauthorized\r\nA: b\r\n\r\n<ht", false))
        .contains(new RawAnswer(401, ""));
    assertThat(RawAnswer.in("HTTP/9 beyond\r\n\r\n" + WEBRELAY, false))
        .contains(new RawAnswer(0, ""));
    for (String whole : List.of(WEBRELAY.strip(), WITH_HTTP.strip())) {
      for (int i = 0; i < whole.length(); i++) {
        assertThat(RawAnswer.in(whole.substring(0, i), false)).as("first %d", i).isEmpty();
      }
    }
    assertThat(RawAnswer.in("<html>no</html>", true))
        .contains(new RawAnswer(200, "<html>no</html>"));
    assertThat(RawAnswer.in("<datavalues><relaystate>1</relay", true)).isEmpty();
  }

  @Test
  void neverThrowsAndNeverTakesNoiseForAnAnswer() {
    var random = new Random(20_261_124);
    for (int i = 0; i < 6_000; i++) {
      String text = spoil(random.nextBoolean() ? WEBRELAY : WITH_HTTP, random);
      for (boolean ended : new boolean[] {true, false}) {
        Optional<Boolean> on =
            RawAnswer.in(text, ended)
                .filter(it -> it.status() == 200)
                .flatMap(it -> StateXml.read(it.body()))
                .flatMap(it -> it.relay(0));
        if (on.isPresent()) {
          assertThat(text).containsPattern("(?i)<relaystate>\\s*[01]\\s*</relaystate\\s*>");
        }
      }
    }
  }

  private static String spoil(String text, Random random) {
    var spoilt = new StringBuilder(text);
    for (int times = 1 + random.nextInt(4); times > 0 && !spoilt.isEmpty(); times--) {
      int at = random.nextInt(spoilt.length());
      int end = Math.min(spoilt.length(), at + 1 + random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0 -> spoilt.setCharAt(at, (char) random.nextInt(256));
        case 1 -> spoilt.delete(at, end);
        case 2 -> spoilt.insert(at, spoilt.substring(at, end).repeat(1 + random.nextInt(50)));
        default -> spoilt.insert(at, "<>/&!\r\n01".charAt(random.nextInt(9)));
      }
    }
    return spoilt.toString();
  }

  private static StateXml read(String document) {
    return StateXml.read(document).orElseThrow();
  }
}
