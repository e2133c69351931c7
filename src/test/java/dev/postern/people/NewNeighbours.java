package dev.postern.people;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * People as a very large property might have them: few names that very many bear, many that hardly
 * anybody does, accents, and e-mail addresses made of names. Always the same ones.
 */
final class NewNeighbours {
  private static final List<String> FIRST =
      List.of(
          "Maria",
          "James",
          "Ana",
          "Michael",
          "José",
          "John",
          "David",
          "Sarah",
          "Wei",
          "Fatima",
          "Robert",
          "Elena",
          "Mohammed",
          "Zoë",
          "Daniel",
          "Priya",
          "Łukasz",
          "Sofia",
          "Luis",
          "Emma",
          "Olivia",
          "Carlos",
          "Jean-Luc",
          "Inès",
          "Yusuf",
          "Chloé",
          "Hiroshi",
          "Björn",
          "Mei",
          "Amélie",
          "Óscar",
          "Rosa",
          "Sam",
          "Tomás",
          "Uma",
          "Viktor",
          "Wanda",
          "Xenia",
          "Quinn",
          "Kofi",
          "Greta",
          "Noah",
          "Peter",
          "Laura",
          "Gül",
          "Håkon",
          "Ivana",
          "Øyvind",
          "Elif",
          "Bo");
  private static final List<String> LAST =
      List.of(
          "Smith",
          "García",
          "Johnson",
          "Williams",
          "Rodríguez",
          "Brown",
          "Jones",
          "Nguyen",
          "Martínez",
          "Miller",
          "Davis",
          "Wang",
          "López",
          "Lee",
          "Kim",
          "Patel",
          "Zhang",
          "Hernández",
          "Wilson",
          "Núñez",
          "Chen",
          "Anderson",
          "Taylor",
          "Thomas",
          "Moore",
          "Jackson",
          "Martin",
          "Pérez",
          "Thompson",
          "White",
          "Young",
          "O'Brien",
          "Müller",
          "Kowalski",
          "Ivanova",
          "Schmidt",
          "Yılmaz",
          "Fischer",
          "Haddad",
          "Petrov",
          "Tanaka",
          "Ibáñez",
          "Quiñones",
          "Ueda",
          "Eriksen",
          "Vargas",
          "Xu",
          "Zimmermann",
          "Ångström",
          "Østergaard");
  private static final List<String> BEGINNINGS =
      List.of(
          "Ab", "Bar", "Cal", "Dor", "Est", "Far", "Gol", "Har", "Ing", "Jar", "Kel", "Lam", "Mor",
          "Nor", "Orm", "Pel", "Quar", "Ros", "Sta", "Tor", "Ul", "Ver", "Wes", "Xan", "Yor",
          "Zel");
  private static final List<String> MIDDLES =
      List.of(
          "a", "ber", "ci", "den", "e", "fi", "ga", "hol", "i", "ka", "le", "man", "ne", "o", "pe",
          "ri", "sa", "ten", "u", "vi", "wo", "za", "ló", "mü");
  private static final List<String> ENDS =
      List.of(
          "son", "man", "ez", "ski", "berg", "ton", "well", "ford", "ley", "ini", "ova", "sen",
          "wood", "ham", "ard", "elli", "ström", "dóttir", "vić", "bach");
  private static final List<String> AT =
      List.of("mail.example", "mail.example", "post.example", "letters.example");

  private final UUID property;
  private final Random random = new Random(1);
  private int number;

  NewNeighbours(UUID property) {
    this.property = property;
  }

  Recipient next(UUID id) {
    number++;
    String first = often(FIRST);
    String last = last();
    return new Recipient(
        id,
        property,
        first,
        last,
        "Tower "
            + (1 + number % 40)
            + " / "
            + (100 + number / 40 % 4_000)
            + "ABCD".charAt(number % 4),
        number % 20 == 0 ? null : plain(first) + "." + plain(last) + number % 1_000 + "@" + any(AT),
        number % 10 == 0
            ? null
            : "+1%03d%07d".formatted(201 + number % 40, random.nextInt(10_000_000)),
        null,
        null,
        null,
        null,
        "en",
        false,
        number % 100 == 99,
        true,
        true,
        null,
        0);
  }

  /** Four of ten bear one of the names that many bear; one of eight bears two. */
  private String last() {
    String name = random.nextInt(10) < 4 ? often(LAST) : any(BEGINNINGS) + any(MIDDLES) + any(ENDS);
    return random.nextInt(8) == 0 ? name + " " + often(LAST) : name;
  }

  private static String plain(String name) {
    String letters = String.join("", SearchWords.ofQuery(name));
    return letters.toLowerCase(Locale.ROOT);
  }

  private String any(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** The second is had half as often as the first, the third a third as often, and so on. */
  private String often(List<String> all) {
    double whole = IntStream.rangeClosed(1, all.size()).mapToDouble(n -> 1.0 / (n + 3)).sum();
    double left = random.nextDouble() * whole;
    int n = 0;
    while (n < all.size() - 1 && (left -= 1.0 / (n + 4)) > 0) n++;
    return all.get(n);
  }
}
