package id.lapor.agency;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An organisation tree without a database. */
public final class SomeAgencies {

  private SomeAgencies() {}

  public static Agencies of(Agency... all) {
    return new Agencies(new Remembered(List.of(all)));
  }

  public static Agency agency(
      AgencyId id, String name, Agency.Type type, @Nullable AgencyId parent) {
    return new Agency(
        id, name, name, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala " + name);
  }

  private static final class Remembered extends AgencyStore {
    private final List<Agency> all;

    Remembered(List<Agency> all) {
      super(JdbcClient.create(new DriverManagerDataSource()));
      this.all = all;
    }

    @Override
    List<Agency> all() {
      return all;
    }

    @Override
    List<Competence> competences() {
      return List.of();
    }

    @Override
    long version() {
      return 1;
    }
  }
}
