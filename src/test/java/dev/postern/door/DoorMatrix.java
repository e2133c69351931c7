package dev.postern.door;

import dev.postern.door.DoorConformance.NotKept;
import dev.postern.support.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opentest4j.TestAbortedException;

/** Every driver × every line of {@link DoorConformance}, and a driver that tries twice beside. */
public final class DoorMatrix {
  private static final int AT_ONCE = 12;

  private enum Mark {
    KEPT("ok"),
    NOT_ITS("-"),
    SKIPPED("skip"),
    MISSED("NO");

    private final String word;

    Mark(String word) {
      this.word = word;
    }
  }

  private record Cell(DoorConformance line, Mark mark, String why) {}

  private final Findings findings;

  public DoorMatrix(Findings findings) {
    this.findings = findings;
  }

  public void prove() throws Exception {
    findings.say("1. Every driver beside its simulator, %d lines", DoorConformance.values().length);
    int kept = 0;
    int cells = 0;
    int kinds = 0;
    for (DoorRigs.Maker maker : DoorRigs.ALL) {
      List<Cell> row = row(maker);
      String name = nameOf(maker);
      StringBuilder line = new StringBuilder();
      for (Cell cell : row) {
        line.append(' ').append(cell.mark().word);
        findings.promise(cell.mark() != Mark.MISSED, "%s, %s: %s", name, cell.line(), cell.why());
        findings.promise(cell.mark() != Mark.SKIPPED, "%s is not shown here: %s", name, cell.why());
        if (cell.mark() == Mark.KEPT) kept++;
        if (cell.mark() != Mark.NOT_ITS) cells++;
      }
      kinds++;
      findings.say("   %-14s%s", name, line);
    }
    int caught = control();
    findings.say(
        "   control: a driver that tries again when it does not know is caught by %d lines",
        caught);
    findings.promise(caught > 0, "a driver that tries twice is caught");
    findings.sum(
        "%d kinds of door, %d of %d lines kept, a driver that tries twice is caught by %d",
        kinds, kept, cells, caught);
  }

  private static List<Cell> row(DoorRigs.Maker maker) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Cell>> running = new ArrayList<>();
      for (DoorConformance line : DoorConformance.values()) {
        running.add(threads.submit(() -> cell(maker, line)));
      }
      List<Cell> row = new ArrayList<>();
      for (Future<Cell> each : running) row.add(each.get());
      return row;
    }
  }

  private static Cell cell(DoorRigs.Maker maker, DoorConformance line) {
    try (DoorRig rig = maker.make()) {
      if (!line.concerns(rig)) return new Cell(line, Mark.NOT_ITS, "");
      line.prove(rig);
      return new Cell(line, Mark.KEPT, "");
    } catch (NotKept e) {
      return new Cell(line, Mark.MISSED, String.valueOf(e.getMessage()));
    } catch (TestAbortedException e) {
      return new Cell(line, Mark.SKIPPED, String.valueOf(e.getMessage()));
    } catch (Exception e) {
      return new Cell(line, Mark.MISSED, e.toString());
    }
  }

  private static String nameOf(DoorRigs.Maker maker) throws Exception {
    try (DoorRig rig = maker.make()) {
      return rig.name();
    } catch (TestAbortedException e) {
      return "(missing)";
    }
  }

  private static int control() throws Exception {
    int caught = 0;
    for (Cell cell : row(() -> new TriesTwice(DoorRigs.ALL.getFirst().make()))) {
      if (cell.mark() == Mark.MISSED) caught++;
    }
    return caught;
  }

  /** The mistake that the suite is there for. */
  private record TriesTwice(DoorRig rig) implements DoorRig {
    @Override
    public String name() {
      return "tries twice";
    }

    @Override
    public DoorDriver driver() {
      DoorDriver driver = rig.driver();
      return new DoorDriver() {
        @Override
        public String name() {
          return driver.name();
        }

        @Override
        public List<DoorField> fields() {
          return driver.fields();
        }

        @Override
        public Set<DoorCapability> capabilities(DoorSettings settings) {
          return driver.capabilities(settings);
        }

        @Override
        public Opening open(DoorCommand command) {
          Opening first = driver.open(command);
          if (!(first instanceof Opening.Unknown)) return first;
          long endsAt = System.nanoTime() + DoorConformance.SHORT.toNanos();
          return driver.open(new DoorCommand(command.line(), command.entry(), endsAt));
        }

        @Override
        public Health probe(DoorLine line, Duration limit) {
          return driver.probe(line, limit);
        }

        @Override
        public OpeningReason watch(DoorLine line, long after, DoorListener listener)
            throws InterruptedException {
          return driver.watch(line, after, listener);
        }
      };
    }

    @Override
    public DoorLine line() {
      return rig.line();
    }

    @Override
    public void play(Fault fault) {
      rig.play(fault);
    }

    @Override
    public int releases() {
      return rig.releases();
    }

    @Override
    public boolean released() {
      return rig.released();
    }

    @Override
    public int commands() {
      return rig.commands();
    }

    @Override
    public void leaf(boolean open) {
      rig.leaf(open);
    }

    @Override
    public void stick(boolean open) {
      rig.stick(open);
    }

    @Override
    public void reboot() throws Exception {
      rig.reboot();
    }

    @Override
    public void close() throws IOException {
      rig.close();
    }
  }
}
