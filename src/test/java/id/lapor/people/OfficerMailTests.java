package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way a link to a new password may go. */
class OfficerMailTests {

  @ParameterizedTest(name = "used {0}, met {1}, address {2}, mail {3}: {4}")
  @CsvSource({
    "false, false, false, false, PAGE",
    "false, true, true, true, PAGE",
    "true, true, true, true, MAIL",
    "true, false, true, true, MAIL",
    "true, true, false, true, NO_ADDRESS",
    "true, true, true, false, NO_MAIL",
    "true, true, false, false, NO_MAIL",
    "true, false, false, true, PAGE",
    "true, false, true, false, PAGE"
  })
  void goesTheWayThatLeadsToItsOwner(
      boolean used, boolean met, boolean address, boolean mail, OfficerMail.Way way) {
    assertThat(OfficerMail.Way.of(used, met, address, mail)).isEqualTo(way);
  }
}
