package id.lapor.platform.table;

/**
 * Whatever is handed in as a table is one, or refused in a sentence, and comes out as it went in.
 */
public final class TableFuzz {

  private TableFuzz() {}

  public static void fuzzerTestOneInput(byte[] file) {
    try {
      Table table = TableFile.read(file);
      for (TableFile form : TableFile.values()) {
        form.write(table);
      }
    } catch (Unreadable e) {
      e.why();
    }
  }
}
