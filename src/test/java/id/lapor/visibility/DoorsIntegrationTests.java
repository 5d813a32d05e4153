package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.people.Rights;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A door that has no line in visibility/doors.csv fails, and so does a line without its door. */
@ApplicationTest
class DoorsIntegrationTests {

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

  private static String sorted(Set<Role> roles, boolean topmost) {
    return (topmost ? "topmost " : "")
        + roles.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
  }
}
