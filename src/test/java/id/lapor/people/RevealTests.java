package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may decide on a reveal, who may open it, and for how long. */
class RevealTests {

  private static final Instant ASKED = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant DECIDED = ASKED.plus(Duration.ofHours(2));
  private static final Instant WITHIN = DECIDED.plus(Duration.ofMinutes(59));

  private static final Officer ASKER = officer(7, Role.SUPERVISOR);
  private static final Officer SECOND = officer(8, Role.NATIONAL_ADMIN);

  private static Officer officer(long account, Role role) {
    return new Officer(account, "p" + account, "Petugas", 1, role);
  }

  private static Officer standingIn(long account, long whom) {
    return new Officer(account, "p" + account, "Petugas", 1, Role.SUPERVISOR, 5, whom);
  }

  private static Reveal reveal(
      @Nullable Long insteadOf, @Nullable Instant decided, @Nullable Boolean yes) {
    return new Reveal(
        1,
        Reveal.What.IDENTITY,
        new ReporterId(3),
        "7K3M-Q9TX-5",
        "Ada ancaman terhadap pelapor.",
        ASKED,
        ASKER.accountId(),
        insteadOf,
        "Petugas",
        decided,
        decided == null ? null : "Kedua",
        yes);
  }

  @ParameterizedTest
  @EnumSource
  void isDecidedOnByRolesThatMayKnowOnly(Role role) {
    assertThat(reveal(null, null, null).mayDecide(officer(9, role), ASKED))
        .isEqualTo(role == Role.SUPERVISOR || role == Role.NATIONAL_ADMIN);
  }

  @Test
  void isDecidedOnByAnotherPerson() {
    assertThat(reveal(null, null, null).mayDecide(SECOND, ASKED)).isTrue();
    assertThat(reveal(null, null, null).mayDecide(ASKER, ASKED)).isFalse();
  }

  @Test
  void isNotDecidedOnByADeputyOfWhoAskedNorByWhomADeputyAskedFor() {
    assertThat(reveal(null, null, null).mayDecide(standingIn(9, 7), ASKED)).isFalse();
    assertThat(reveal(null, null, null).mayDecide(standingIn(9, 11), ASKED)).isTrue();
    assertThat(reveal(8L, null, null).mayDecide(SECOND, ASKED)).isFalse();
    assertThat(reveal(8L, null, null).mayDecide(standingIn(9, 8), ASKED)).isFalse();
  }

  @Test
  void isDecidedOnOnceAndWithinThreeDays() {
    Reveal waiting = reveal(null, null, null);
    assertThat(waiting.mayDecide(SECOND, ASKED.plus(Reveal.WAITS).minusSeconds(1))).isTrue();
    assertThat(waiting.mayDecide(SECOND, ASKED.plus(Reveal.WAITS))).isFalse();
    assertThat(reveal(null, DECIDED, true).mayDecide(SECOND, WITHIN)).isFalse();
    assertThat(reveal(null, DECIDED, false).mayDecide(SECOND, WITHIN)).isFalse();
  }

  @Test
  void opensToWhoAskedForAnHourOnceSomebodyAgreed() {
    assertThat(reveal(null, DECIDED, true).mayOpen(ASKER, WITHIN)).isTrue();
    assertThat(reveal(null, DECIDED, true).mayOpen(ASKER, DECIDED.plus(Reveal.OPEN))).isFalse();
    assertThat(reveal(null, DECIDED, true).mayOpen(SECOND, WITHIN)).isFalse();
    assertThat(reveal(null, DECIDED, false).mayOpen(ASKER, WITHIN)).isFalse();
    assertThat(reveal(null, null, null).mayOpen(ASKER, ASKED)).isFalse();
  }
}
