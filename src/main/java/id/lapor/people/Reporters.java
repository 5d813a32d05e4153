package id.lapor.people;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who the reporters are and how to reach them: a table of its own that no other room reads. */
@Service
public class Reporters {

  private final JdbcClient jdbc;

  Reporters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public ReporterId keep(Contact contact) {
    long id =
        jdbc.sql(
                "INSERT INTO people_reporter (name, phone, email) VALUES (:name, :phone, :email) RETURNING id")
            .param("name", contact.name())
            .param("phone", contact.phone())
            .param("email", contact.email())
            .query(Long.class)
            .single();
    return new ReporterId(id);
  }

  public Optional<Contact> contact(ReporterId id) {
    return jdbc.sql("SELECT name, phone, email FROM people_reporter WHERE id = ?")
        .param(id.value())
        .query((row, _) ->
            new Contact(row.getString("name"), row.getString("phone"), row.getString("email")))
        .optional();
  }
}
