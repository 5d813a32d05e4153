package id.lapor.citizen.batch;

import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.citizen.Counter;
import id.lapor.citizen.CounterForm;
import id.lapor.people.Contact;
import id.lapor.platform.table.Table;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one file into the desk's form. What is not understood is said, never guessed: least
 * of all who may see a report.
 */
final class RowReader {

  private static final Map<String, String> KINDS =
      words(
          Map.of(
              Kind.COMPLAINT.name(),
              "pengaduan, keluhan, aduan, complaint",
              Kind.ASPIRATION.name(),
              "aspirasi, saran, usul, kritik, aspiration, suggestion",
              Kind.INFORMATION_REQUEST.name(),
              "permintaan informasi, informasi, information request, information, pertanyaan",
              "OVERSIGHT",
              "pengawasan, penyalahgunaan wewenang, korupsi, oversight"));
  private static final Map<String, String> CIRCLES =
      words(
          Map.of(
              Visibility.OPEN.name(), "terbuka, publik, open, public",
              Visibility.ANONYMOUS.name(), "anonim, anonymous",
              Visibility.SECRET.name(), "rahasia, secret"));
  private static final Map<String, String> WAYS =
      words(
          Map.of(
              Channel.DESK.name(), "loket, datang, datang langsung, meja, desk",
              Channel.PHONE.name(), "telepon, menelepon, hotline, phone",
              Channel.LETTER.name(), "surat, letter"));
  private static final Map<String, String> YES_NO =
      words(Map.of("true", "ya, y, setuju, sudah, yes, true, 1", "false", "tidak, t, belum, no"));

  private static final List<String> NOWHERE = List.of("-", "tanpa tempat", "nowhere");
  private static final int NAMED = 3;

  /** Key of the sentence about a row that says what an earlier one says. */
  static final String TWICE = "citizen.batch.twice";

  /** Key of the sentence about a row that does not say how its reporter came. */
  static final String NO_WAY = "citizen.batch.wayMissing";

  private final Counter counter;
  private final Batch batch;
  private final Choices choices;
  private final Map<Integer, Integer> twins;
  private final Map<String, String> topics = new HashMap<>();
  private final Map<String, List<Region>> places = new HashMap<>();
  private final Map<List<String>, Integer> seen = new HashMap<>();

  /**
   * @param twins lines known to be the same as an earlier one, with that one
   */
  RowReader(Counter counter, Categories categories, Batch batch, Map<Integer, Integer> twins) {
    this.counter = counter;
    this.batch = batch;
    this.choices = batch.choices();
    this.twins = twins;
    for (Category topic : categories.choices()) {
      for (String word : List.of(topic.code(), topic.name("id"), topic.name("en"))) {
        topics.put(Column.plain(word), topic.code());
      }
    }
  }

  /** The rows of one file have to come in their order: the second of two alike is wrong. */
  Read read(Table.Row row) {
    List<Read.Wrong> wrong = new ArrayList<>();
    String place = choices.cell(row, Column.PLACE);
    List<Region> found = found(place);
    Contact contact =
        new Contact(
            choices.cell(row, Column.NAME),
            dialled(choices.cell(row, Column.PHONE)),
            choices.cell(row, Column.EMAIL),
            choices.cell(row, Column.NIK));
    CounterForm form = form(row, way(row, contact, wrong), found, wrong);
    counter
        .wrong(form, contact, found)
        .forEach((field, key) -> {
          Column column = Column.of(field).orElse(Column.TEXT);
          wrong.add(
              found.size() > 1 && column == Column.PLACE
                  ? many(found)
                  : wrong(column, column == Column.AGREED ? "citizen.batch.agree" : key));
        });
    if (wrong.isEmpty()) {
      twice(row, form, contact).ifPresent(wrong::add);
    }
    boolean placed = found.size() == 1 && !form.placeless();
    @Nullable Region at = placed ? found.getFirst() : null;
    return new Read(row, form, contact, at, at != null && counter.outside(at), wrong);
  }

  private CounterForm form(Table.Row row, String way, List<Region> found, List<Read.Wrong> wrong) {
    String place = choices.cell(row, Column.PLACE);
    @Nullable String agreed = word(row, Column.AGREED, YES_NO, wrong);
    return new CounterForm(
        null,
        way,
        null,
        choices.cell(row, Column.TEXT),
        place,
        found.size() == 1 ? found.getFirst().code() : null,
        NOWHERE.contains(place.toLowerCase(Locale.ROOT)),
        choices.cell(row, Column.ADDRESS),
        word(row, Column.KIND, KINDS, wrong),
        word(row, Column.CATEGORY, topics, wrong),
        word(row, Column.CIRCLE, CIRCLES, wrong),
        agreed == null ? choices.agreed() : Boolean.parseBoolean(agreed),
        null);
  }

  /**
   * How the reporter came. Where neither the row nor the officer says so it is a letter, whose
   * writer need not be asked: but never where the row tells how else to reach them.
   */
  private String way(Table.Row row, Contact contact, List<Read.Wrong> wrong) {
    @Nullable String way = word(row, Column.WAY, WAYS, wrong);
    if (way != null) {
      return way;
    }
    if (choices.way() != null) {
      return choices.way().name();
    }
    boolean reachable =
        Stream.of(contact.phone(), contact.email(), contact.nik())
            .anyMatch(s -> s != null && !s.isEmpty());
    if (reachable && choices.cell(row, Column.WAY).isEmpty()) {
      wrong.add(wrong(Column.WAY, NO_WAY));
    }
    return Channel.LETTER.name();
  }

  /**
   * What a word means; null when there is none.
   *
   * @param wrong is told of a word that means nothing
   */
  private @Nullable String word(
      Table.Row row, Column column, Map<String, String> meanings, List<Read.Wrong> wrong) {
    String typed = choices.cell(row, column);
    @Nullable String meaning = meanings.get(Column.plain(typed));
    if (meaning == null && !typed.isEmpty()) {
      wrong.add(new Read.Wrong(column, "citizen.batch.unknown." + column.name(), shortened(typed)));
    }
    return meaning;
  }

  /** Names that stand for several places mean the one in the officer's own government. */
  private List<Region> found(String place) {
    return places.computeIfAbsent(
        place,
        p -> {
          CounterForm asked =
              new CounterForm(
                  null, null, null, null, p, p, null, null, null, null, null, null, null);
          List<Region> all = counter.places(asked);
          List<Region> named =
              all.stream().filter(r -> Column.plain(r.name()).equals(Column.plain(p))).toList();
          return only(own(named)).or(() -> only(named)).or(() -> only(own(all))).orElse(all);
        });
  }

  private List<Region> own(List<Region> some) {
    return some.stream().filter(r -> counter.serves(batch.by().agency(), r)).toList();
  }

  private static Optional<List<Region>> only(List<Region> some) {
    return Optional.of(some).filter(s -> s.size() == 1);
  }

  private static Read.Wrong many(List<Region> found) {
    String named =
        found.stream()
            .limit(NAMED)
            .map(r -> r.path() + " (" + r.code() + ")")
            .collect(Collectors.joining("; "));
    return new Read.Wrong(Column.PLACE, "citizen.batch.places", named);
  }

  private Optional<Read.Wrong> twice(Table.Row row, CounterForm form, Contact contact) {
    List<String> said =
        List.of(
            form.word(form.text()),
            form.word(form.q()),
            form.word(form.address()),
            String.valueOf(contact.name()),
            String.valueOf(contact.phone()),
            String.valueOf(contact.email()));
    @Nullable Integer before = seen.putIfAbsent(said, row.line());
    before = before == null ? twins.get(row.line()) : before;
    return before == null
        ? Optional.empty()
        : Optional.of(new Read.Wrong(Column.TEXT, TWICE, String.valueOf(before)));
  }

  /** A spreadsheet takes the zero off a number of a telephone. */
  private static String dialled(String phone) {
    return phone.matches("8\\d{8,12}") ? "0" + phone : phone;
  }

  private static Read.Wrong wrong(Column column, String key) {
    return new Read.Wrong(column, key, "");
  }

  private static String shortened(String typed) {
    int longest = 40;
    return typed.length() <= longest ? typed : typed.substring(0, longest) + "…";
  }

  private static Map<String, String> words(Map<String, String> lists) {
    Map<String, String> words = new HashMap<>();
    lists.forEach((meaning, list) -> {
      for (String word : list.split(", ", -1)) {
        words.put(word, meaning);
      }
      words.put(Column.plain(meaning), meaning);
    });
    return words;
  }
}
