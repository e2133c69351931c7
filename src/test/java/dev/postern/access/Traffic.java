package dev.postern.access;

import dev.postern.Postern;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Property;
import dev.postern.support.Cast;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole program in a JVM of its own, with people coming and going until somebody kills it. What
 * it was told is in a file of acknowledgements, one line each, so that the next one can look.
 */
final class Traffic {
  private static final int PEOPLE = 6;

  private final ApplicationContext program;
  private final FileChannel acknowledged;

  /**
   * @param args the file of acknowledgements, then what the program is started with
   */
  public static void main(String[] args) throws Exception {
    String[] programs = Stream.of(args).skip(1).toArray(String[]::new);
    ApplicationContext program = SpringApplication.run(Postern.class, programs);
    Traffic traffic = new Traffic(program, Path.of(args[0]));
    List<String> earlier = Files.readAllLines(Path.of(args[0]));
    if (earlier.isEmpty()) traffic.begin();
    else traffic.check(earlier);
  }

  private Traffic(ApplicationContext program, Path file) throws IOException {
    this.program = program;
    this.acknowledged =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void begin() {
    Cast cast = new Cast(program);
    List<Recipient> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) people.add(cast.ana());
    for (Recipient person : people) {
      Thread.ofPlatform()
          .start(() -> comeAndGo(cast.property, cast.maple.id(), cast.kiosk, person));
    }
  }

  private void comeAndGo(Property property, UUID room, Kiosk kiosk, Recipient person) {
    OneTimePins pins = program.getBean(OneTimePins.class);
    Entries entries = program.getBean(Entries.class);
    while (true) {
      try {
        var request =
            new OneTimePinRequest(
                room,
                Set.of(Via.EMAIL),
                program.getBean(Clock.class).instant().plus(Duration.ofHours(1)),
                "");
        SendAnswer answer =
            pins.send(dev.postern.audit.Actor.SYSTEM, property, person.id(), request);
        UUID grant = ((SendAnswer.Sent) answer).id();
        String pin =
            program.getBean(AccessKeys.class).live(grant).orElseThrow().pin().digits().reveal();
        say("sent %s %s %s".formatted(grant, pin, kiosk.id()));
        UUID attempt = UUID.randomUUID();
        if (entries.enter(kiosk, attempt, ShownKey.read(pin), Duration.ZERO)
            instanceof EntryAnswer.Opened) {
          say("opened %s %s %s".formatted(attempt, pin, kiosk.id()));
        }
      } catch (RuntimeException | IOException e) {
        pause(); // the database is away; so does a kiosk wait before it asks again
      }
    }
  }

  /** Everything that was acknowledged before the kill is there, and nothing opens twice. */
  private void check(List<String> earlier) throws Exception {
    Entries entries = program.getBean(Entries.class);
    Kiosks kiosks = program.getBean(Kiosks.class);
    JdbcClient sql = program.getBean(JdbcClient.class);
    int lost = 0;
    int twice = 0;
    for (String line : earlier) {
      String[] words = line.split(" ");
      Kiosk kiosk = kiosks.kiosk(UUID.fromString(words[3]));
      UUID id = UUID.fromString(words[1]);
      if (words[0].equals("sent")
          && count(sql, "select count(*) from access_grant where id = :id", id) == 0) {
        lost++;
      }
      if (words[0].equals("opened")) {
        ShownKey pin = ShownKey.read(words[2]);
        if (!(entries.enter(kiosk, id, pin, Duration.ZERO) instanceof EntryAnswer.Opened)) lost++;
        if (entries.enter(kiosk, UUID.randomUUID(), pin, Duration.ZERO)
            instanceof EntryAnswer.Opened) twice++;
      }
    }
    twice +=
        sql.sql(
                """
                select count(*) from (select from entry where opening = 'OPENED'
                  group by grant_id having count(*) > 1) twice
                """)
            .query(Integer.class)
            .single();
    Thread.sleep(Entries.DOOR_DEADLINE.plusSeconds(4));
    int unsettled =
        sql.sql("select count(*) from entry where refusal is null and opening is null")
            .query(Integer.class)
            .single();
    say("checked lost=%d twice=%d unsettled=%d".formatted(lost, twice, unsettled));
    System.exit(0);
  }

  private static int count(JdbcClient sql, String query, UUID id) {
    return sql.sql(query).param("id", id).query(Integer.class).single();
  }

  private void say(String line) throws IOException {
    acknowledged.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
