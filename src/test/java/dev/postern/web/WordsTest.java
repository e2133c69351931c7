package dev.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words words =
      new Words(Locale.ENGLISH, Map.of(), Map.of("sent", "{0} sent {1} to {0}"));

  @Test
  void fillsEachPlaceOnceWhateverSomebodyIsCalled() {
    assertThat(words.of("sent", "{1}", "a $1 PIN")).isEqualTo("{1} sent a $1 PIN to {1}");
  }

  @Test
  void leavesAPlaceWithoutAnArgumentAsItIs() {
    assertThat(words.of("sent", "Rosa")).isEqualTo("Rosa sent {1} to Rosa");
  }
}
