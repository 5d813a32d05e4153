package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.people.Officer;
import id.lapor.people.Rights;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/** A door that has no line in visibility/doors.csv fails, and so does a line without its door. */
@ApplicationTest
class DoorsIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Rights rights;

  @Test
  void hasALineForEveryDoorAndADoorForEveryLine() throws IOException {
    Map<String, String> declared = new LinkedHashMap<>();
    for (Rights.Door d : rights.doors()) {
      declared.put(
          d.method() + " " + d.path(),
          d.everyone() ? "*" : d.members() ? "@" : sorted(d.roles(), d.topmost()));
    }
    Map<String, String> expected = new LinkedHashMap<>();
    Doors.rows()
        .forEach(r ->
            expected.put(
                r.door(), r.everyone() ? "*" : r.members() ? "@" : sorted(r.roles(), r.topmost())));
    Files.writeString(
        Path.of("target", "doors.txt"),
        String.join("\n", declared.entrySet().stream().map(Object::toString).toList()));
    assertThat(declared).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** The page that says who may do what says it of every door, and nothing else. */
  @Test
  void tellsOnItsPageWhatIsWrittenInTheTable() throws Exception {
    Officer sari = new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR);
    String page =
        web.perform(
                get("/hak")
                    .with(
                        authentication(
                            UsernamePasswordAuthenticationToken.authenticated(
                                sari, null, List.of()))))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    List<String> told =
        Jsoup.parse(page).select("tr:has(td > code)").stream()
            .map(DoorsIntegrationTests::line)
            .toList();
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Doors.rows().stream().map(DoorsIntegrationTests::line).toList());
  }

  private static String line(Element row) {
    String marks =
        row.select("td:gt(0)").stream()
            .map(cell -> cell.text().contains("●") ? "x" : "-")
            .collect(Collectors.joining());
    return row.select("code").text() + " " + marks + (row.text().contains("teratas") ? "!" : "");
  }

  private static String line(Doors.Row row) {
    String marks =
        Arrays.stream(Role.values())
            .map(r -> row.everyone() || row.roles().contains(r) ? "x" : "-")
            .collect(Collectors.joining());
    return row.door()
        + (row.everyone() || row.members() ? " x" : " -")
        + marks
        + (row.topmost() ? "!" : "");
  }

  private static String sorted(Set<Role> roles, boolean topmost) {
    return (topmost ? "topmost " : "")
        + roles.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
  }
}
