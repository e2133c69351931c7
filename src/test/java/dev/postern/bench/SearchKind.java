package dev.postern.bench;

import java.util.List;

/** Something that staff type, in several wordings; the worst of its kind among them. */
record SearchKind(String name, List<String> queries) {
  static final List<SearchKind> ALL =
      List.of(
          new SearchKind("one letter", List.of("m", "a", "s", "t", "e", "z", "w", "y", "q")),
          new SearchKind("two letters", List.of("ma", "sm", "zh", "wi", "yo", "xu", "øs", "qu")),
          new SearchKind("three letters", List.of("smi", "gar", "zha", "zim", "wil", "you", "wes")),
          new SearchKind(
              "a name, accents and case",
              List.of(
                  "núñez", "NUNEZ", "zoe", "Zoë", "łukasz", "LUKASZ", "garcia", "Zhang",
                  "o’brien")),
          new SearchKind(
              "two words, both common",
              List.of(
                  "maria smith", "smith maria", "a z", "z a", "wei zhang", "m w", "james young")),
          new SearchKind(
              "two words, one rare",
              List.of("maria zimmermann", "østergaard ana", "zelzavic m", "t yorzasen", "s xanu")),
          new SearchKind(
              "e-mail",
              List.of("maria.smith", "maria.smith1@", "wei.zhang42@mail", "zoe.young@", "james.w")),
          new SearchKind(
              "unit", List.of("tower 3", "tower 40 4099", "3987d", "1204a", "tower3 / 12", "40")),
          new SearchKind(
              "phone, also its last digits",
              List.of("0042", "007", "2015", "240", "5550123", "(218) 555-01", "+1 240 555", "99")),
          new SearchKind(
              "nobody", List.of("nobodyatall", "qqx", "smith xqzj", "m a z q x", "00000000000")));
}
