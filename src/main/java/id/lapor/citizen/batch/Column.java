package id.lapor.citizen.batch;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a column of a file may tell of a report. */
public enum Column {
  TEXT(
      "text", "uraian", "laporan", "isi", "isi laporan", "uraian laporan", "report", "description"),
  PLACE("q", "wilayah", "tempat", "kelurahan", "desa", "desa kelurahan", "kode wilayah", "place"),
  ADDRESS("address", "alamat", "lokasi", "alamat kejadian", "address", "location"),
  KIND("kind", "jenis", "jenis laporan", "kind", "type"),
  CATEGORY("category", "topik", "kategori", "category", "topic"),
  CIRCLE("visibility", "kerahasiaan", "sifat", "sifat laporan", "visibility", "secrecy"),
  NAME("name", "nama", "nama pelapor", "pelapor", "name"),
  PHONE(
      "phone", "telepon", "no telepon", "nomor telepon", "hp", "no hp", "nomor hp", "wa", "phone"),
  EMAIL("email", "surel", "email", "e mail", "alamat email"),
  NIK("nik", "nik", "no ktp", "nomor ktp"),
  WAY("channel", "cara", "cara masuk", "masuk lewat", "way"),
  AGREED("agreed", "setuju", "persetujuan", "agreed", "consent");

  private final String field;
  private final List<String> names;

  Column(String field, String... names) {
    this.field = field;
    this.names = List.of(names);
  }

  /** The name it has in our own empty table. */
  public String title() {
    return names.getFirst();
  }

  /** The column that tells what a field of the desk's form tells. */
  static Optional<Column> of(String field) {
    return Arrays.stream(values()).filter(c -> c.field.equals(field)).findFirst();
  }

  /** Which column of a file is meant by its name, each at most once; places count from 0. */
  static Map<Column, Integer> guess(List<String> columns) {
    Map<Column, Integer> guessed = new EnumMap<>(Column.class);
    for (Column column : values()) {
      for (int i = 0; i < columns.size(); i++) {
        if (column.names.contains(plain(columns.get(i)))) {
          guessed.putIfAbsent(column, i);
        }
      }
    }
    return guessed;
  }

  /** Lower case, without anything but letters and digits. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
