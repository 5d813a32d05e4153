package id.lapor.citizen.batch;

import id.lapor.agency.Region;
import id.lapor.citizen.CounterForm;
import id.lapor.people.Contact;
import id.lapor.platform.table.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as the desk's form would have it.
 *
 * @param place where it happened, as it was found; null when nowhere or not found
 * @param outside the place lies in no government at work here
 * @param wrong nothing when it can be filed
 */
public record Read(
    Table.Row row,
    CounterForm form,
    Contact contact,
    @Nullable Region place,
    boolean outside,
    List<Wrong> wrong) {

  public Read {
    wrong = List.copyOf(wrong);
  }

  /** The earlier line that says the same, if one does. */
  Optional<Integer> twin() {
    return wrong.stream()
        .filter(w -> w.key().equals(RowReader.TWICE))
        .findFirst()
        .map(w -> Integer.valueOf(w.told()));
  }

  /** A number or an address is known, and not how the reporter came. */
  boolean wayless() {
    return wrong.stream().anyMatch(w -> w.key().equals(RowReader.NO_WAY));
  }

  public boolean good() {
    return wrong.isEmpty();
  }

  /**
   * What is wrong with a row.
   *
   * @param key of the sentence
   * @param told what stands in its first place, empty when it has none
   */
  public record Wrong(Column column, String key, String told) {}
}
