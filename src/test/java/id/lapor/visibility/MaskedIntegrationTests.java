package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.Statements;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** To show a report with its reporter masked costs nothing and asks the vault nothing. */
@ApplicationTest
@Import(Statements.class)
class MaskedIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired JdbcTemplate jdbc;

  private static @Nullable Visits built;

  @BeforeEach
  void live() {
    if (built == null) {
      City city = new City(reports, reporters, agencies, accounts);
      city.build();
      built = new Visits(web, city);
    }
  }

  /** Pages open even while the vault is away, so they ask it nothing. */
  @Test
  void opensPagesWithoutTouchingTheVault() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.SCHEDULED);
    jdbc.execute("ALTER TABLE people_vault RENAME TO people_vault_away");
    try {
      visit().as("coordinator", get("/kerja/" + c.reference())).andExpect(status().isOk());
      visit().as("liaison", get("/kerja/" + c.reference())).andExpect(status().isOk());
      visit().as("coordinator", get("/antrean")).andExpect(status().isOk());
      web.perform(get("/laporan/" + c.reference())).andExpect(status().isOk());
      visit().own(c, get("/l/" + c.reference())).andExpect(status().isOk());
    } finally {
      jdbc.execute("ALTER TABLE people_vault_away RENAME TO people_vault");
    }
  }

  /** Who is behind a report is masked on its case page without anybody being asked. */
  @Test
  void masksIdentitiesWithoutAQuery() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.SCHEDULED);
    for (String who : List.of("coordinator", "liaison")) {
      List<String> sent =
          Statements.during(
              () -> visit().as(who, get("/kerja/" + c.reference())).andExpect(status().isOk()));
      assertThat(sent)
          .as("those that look further than the report")
          .isNotEmpty()
          .noneMatch(sql -> sql.contains("people_"));
    }
  }

  private static Visits visit() {
    return java.util.Objects.requireNonNull(built);
  }
}
