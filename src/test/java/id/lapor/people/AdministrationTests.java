package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdministrationTests {

  private static final Officer ADMIN = new Officer(1, "a", "A", 10, Role.ADMINISTRATOR);

  @ParameterizedTest
  @CsvSource({
    "20, LIAISON, AGENCY, true, true",
    "20, ADMINISTRATOR, AGENCY, true, true",
    "20, COORDINATOR, COORDINATOR, true, true",
    "20, COORDINATOR, AGENCY, true, false",
    "20, SUPERVISOR, AGENCY, true, false",
    "20, SUPERVISOR, COORDINATOR, true, false",
    "20, NATIONAL_ADMIN, GOVERNMENT, true, false",
    "20, LIAISON, AGENCY, false, false",
    "10, APPROVER, GOVERNMENT, true, true",
    "10, ADMINISTRATOR, GOVERNMENT, true, false"
  })
  void letsAdministratorsManageOnlyBelowThemselves(
      long agency, Role role, Administration.Seat seat, boolean within, boolean may) {
    assertThat(Administration.may(ADMIN, agency, role, seat, within)).isEqualTo(may);
  }

  @Test
  void letsNobodyElseManageAccounts() {
    for (Role role : Role.values()) {
      Officer officer = new Officer(1, "a", "A", 10, role);
      assertThat(Administration.may(officer, 20, Role.LIAISON, Administration.Seat.AGENCY, true))
          .isEqualTo(role == Role.ADMINISTRATOR);
    }
  }
}
