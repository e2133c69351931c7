package dev.postern.rehearsal;

import dev.postern.people.NewRecipient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The recipients of River Street as a property's own system would export them: awkward names,
 * shared addresses, missing phones and phones written in every way.
 */
final class RiverStreetRecipients {
  private static final String FILE = "/rehearsal/river-street-recipients.csv";
  private static final CSVFormat WITH_A_HEADER =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  static List<NewRecipient> read() {
    try (InputStream file =
            Objects.requireNonNull(RiverStreetRecipients.class.getResourceAsStream(FILE));
        var rows = WITH_A_HEADER.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return rows.stream().map(RiverStreetRecipients::recipient).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NewRecipient recipient(CSVRecord row) {
    return new NewRecipient(
        row.get("external_id"),
        row.get("first_name"),
        row.get("last_name"),
        row.get("unit"),
        row.get("email"),
        row.get("phone"),
        row.get("preferred_email"),
        row.get("preferred_phone"),
        row.get("language"),
        yes(row, "low_shelf"),
        yes(row, "opted_out"),
        yes(row, "email_on"),
        yes(row, "sms_on"));
  }

  private static boolean yes(CSVRecord row, String column) {
    return row.get(column).equals("yes");
  }

  private RiverStreetRecipients() {}
}
