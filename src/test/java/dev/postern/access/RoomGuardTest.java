package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.RoomGuard.Alternative;
import dev.postern.access.RoomGuard.OfLength;
import dev.postern.access.RoomGuard.State;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomGuardTest {
  private static final Room MAPLE = new Room(UUID.randomUUID(), UUID.randomUUID(), "Maple Room");

  @ParameterizedTest
  @CsvSource({
    "0, 0, PINS",
    "0.98, 0, PINS",
    "1, 0, PINS_WITH_UNIT",
    "1, 0.98, PINS_WITH_UNIT",
    "1, 1, NO_PINS",
    "0, 1, PINS"
  })
  void saysWhatTheKioskTakes(double pins, double units, State state) {
    assertThat(guard(Strictness.STANDARD, pins, units, 0, new OfLength(7, 1)).state())
        .isEqualTo(state);
  }

  @Test
  void countsGuessesOfTheLengthThatMostPinsHave() {
    RoomGuard guard = fresh(new OfLength(7, 3), new OfLength(8, 40));
    // 0.0001 at once; 40 in 10,000,000, of which 94 in 100 are drawn
    assertThat(guard.guessesLeft()).isEqualTo(23);
    assertThat(guard.unitGuessesLeft()).isBetween(563L, 564L);
    assertThat(guard.guessesInReserve()).isEqualTo(9);
    assertThat(guard.live()).isEqualTo(43);
  }

  @Test
  void tellsPinsThatAreTooShortFromThoseThatRestForAWhile() {
    RoomGuard guard =
        guard(Strictness.STANDARD, 1, 0, 0, new OfLength(7, 500), new OfLength(9, 10));
    assertThat(guard.lengths()).extracting(guard::tooShort).containsExactly(true, false);
    assertThat(guard.lengths()).extracting(guard::takesAlone).containsExactly(false, false);
  }

  @Test
  void saysWhenTheShortestWaitEnds() {
    RoomGuard guard =
        guard(Strictness.STANDARD, 1, 0, 0, new OfLength(7, 500), new OfLength(8, 43));
    // 0.0000046 of the 0.0004 that come back in a year
    assertThat(guard.opensIn()).isBetween(Duration.ofHours(100), Duration.ofHours(101));
  }

  @Test
  void promisesNoReturnToPinsThatAreTooShort() {
    RoomGuard guard = fresh(new OfLength(7, 500));
    assertThat(guard.state()).isEqualTo(State.PINS_WITH_UNIT);
    assertThat(guard.opensIn()).isNull();
    assertThat(guard.worthRearming()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, false", "0.4, 0, false", "0.5, 0, true", "1, 0, true", "1, 1, false"})
  void offersToMoveTheReserveWhenItChangesSomething(double pins, double reserve, boolean worth) {
    assertThat(guard(Strictness.STANDARD, pins, 0, reserve, new OfLength(7, 1)).worthRearming())
        .isEqualTo(worth);
  }

  @Test
  void namesThePresentSettingAmongAllOthers() {
    RoomGuard guard = fresh(new OfLength(12, 43));
    List<Alternative> all = guard.alternatives();
    assertThat(all).extracting(Alternative::strictness).contains(Strictness.values());
    assertThat(all)
        .filteredOn(guard::isPresent)
        .extracting(Alternative::digits)
        .containsExactly(12);
    assertThat(all).filteredOn(Alternative::automatic).hasSize(2);
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void givesWhatAYearCostAsAShareOfWhatItMay() {
    var level = new RoomGuard.Level(0, 0.0001, 0.00025, 0.0005);
    assertThat(level.spentShare()).isCloseTo(0.5, within(1e-9));
    assertThat(fresh(new OfLength(7, 0)).misses()).isEqualTo(5);
  }

  private static RoomGuard fresh(OfLength... lengths) {
    return guard(Strictness.STANDARD, 0, 0, 0, lengths);
  }

  private static RoomGuard guard(
      Strictness strictness, double pins, double units, double reserve, OfLength... lengths) {
    Map<Part, RoomGuard.Level> levels = new EnumMap<>(Part.class);
    Map<Part, Double> shares =
        Map.of(Part.PIN, pins, Part.UNIT_AND_PIN, units, Part.RESERVE, reserve);
    shares.forEach((part, share) -> {
      double capacity = part.capacity(strictness);
      levels.put(part, new RoomGuard.Level(share * capacity, capacity, 0, part.yearly(strictness)));
    });
    return new RoomGuard(
        MAPLE, strictness, List.of(lengths), levels, List.of(0, 2, 3), Instant.EPOCH);
  }
}
