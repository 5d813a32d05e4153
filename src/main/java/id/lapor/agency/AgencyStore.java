package id.lapor.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The organisation tree in the database. */
@Repository
class AgencyStore {

  private final JdbcClient jdbc;

  AgencyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Agency> all() {
    return jdbc.sql(
            """
            SELECT id, code, name, type, parent_id, zone, region, head_title
            FROM agency_node
            ORDER BY id
            """)
        .query(AgencyStore::agency)
        .list();
  }

  List<Competence> competences() {
    return jdbc.sql("SELECT agency_id, category, weight FROM agency_competence")
        .query((row, _) ->
            new Competence(new AgencyId(row.getLong(1)), row.getString(2), row.getInt(3)))
        .list();
  }

  /** Grows with every change of the tree, on whatever server it was made. */
  long version() {
    return jdbc.sql("SELECT last_value FROM agency_version").query(Long.class).single();
  }

  AgencyId add(Agencies.Draft draft) {
    long id =
        jdbc.sql(
                """
                INSERT INTO agency_node (code, name, type, parent_id, zone, region, head_title)
                VALUES (:code, :name, :type, :parent, :zone, :region, :head)
                RETURNING id
                """)
            .param("code", draft.code())
            .param("name", draft.name())
            .param("type", draft.type().name())
            .param("parent", draft.parent() == null ? null : draft.parent().value())
            .param("zone", draft.zone().getId())
            .param("region", draft.region())
            .param("head", draft.headTitle())
            .query(Long.class)
            .single();
    changed();
    return new AgencyId(id);
  }

  void addCompetence(Competence competence) {
    jdbc.sql(
            """
            INSERT INTO agency_competence (agency_id, category, weight) VALUES (?, ?, ?)
            ON CONFLICT (agency_id, category) DO UPDATE SET weight = excluded.weight
            """)
        .params(competence.agency().value(), competence.category(), competence.weight())
        .update();
    changed();
  }

  /** Tells every server to read again; counts even when the change was taken back. */
  void changed() {
    jdbc.sql("SELECT nextval('agency_version')").query(Long.class).single();
  }

  private static Agency agency(ResultSet row, int number) throws SQLException {
    @Nullable Long parent = row.getObject("parent_id", Long.class);
    return new Agency(
        new AgencyId(row.getLong("id")),
        row.getString("code"),
        row.getString("name"),
        Agency.Type.valueOf(row.getString("type")),
        parent == null ? null : new AgencyId(parent),
        ZoneId.of(row.getString("zone")),
        row.getString("region"),
        row.getString("head_title"));
  }
}
