package id.lapor.report;

import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.NEIGHBOUR;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.AgencyId;
import id.lapor.people.ReporterId;
import id.lapor.people.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DOMAIN section 5 as tables: who reads a report, and who may learn who wrote it. */
class CircleTests {

  @ParameterizedTest
  @CsvSource({
    "OPEN, Lampu mati, true",
    "ANONYMOUS, Lampu mati, true",
    "SECRET, Lampu mati, false",
    "OPEN, , false",
    "ANONYMOUS, , false",
    "SECRET, , false"
  })
  void everyoneReadsWhatHasAPublicTextAndIsNotSecret(
      Visibility visibility, @Nullable String publicText, boolean read) {
    assertThat(matter(visibility, publicText).visibleToAll()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({"OPEN, true, true", "ANONYMOUS, false, true", "SECRET, false, false"})
  void whatBecomesNarrowerLosesItsNameAndThenItsText(
      Visibility narrowed, boolean name, boolean text) {
    Matter after = matter(Visibility.OPEN, "Lampu mati").seenBy(narrowed);
    assertThat(after.nameShown()).isEqualTo(name);
    assertThat(after.publicText() != null).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void aForwardGivesASecretReportNoPublicText(Visibility visibility) {
    Report report = Life.filed(visibility).does(RANI, Life.forward(ROADS)).report();
    assertThat(report.matter().publicText() == null).isEqualTo(visibility == Visibility.SECRET);
  }

  @Test
  void letsOfficersNarrowTheCircleAndNeverWidenIt() {
    Life life = Life.filed(Visibility.ANONYMOUS);
    for (Actor anyone : List.of(RANI, REPORTER)) {
      assertThat(life.refusal(anyone, new Command.Narrow(Visibility.OPEN, "")))
          .isEqualTo(Refusal.ONLY_NARROWER);
      assertThat(life.refusal(anyone, new Command.Narrow(Visibility.ANONYMOUS, "")))
          .isEqualTo(Refusal.ONLY_NARROWER);
    }
    assertThat(life.refusal(JOKO, new Command.Narrow(Visibility.SECRET, "")))
        .isEqualTo(Refusal.NOT_YOURS);
    life.does(RANI, new Command.Narrow(Visibility.SECRET, "Menyangkut anak di bawah umur."));
  }

  @Test
  void letsNoAgencyHideWhatEveryoneReads() {
    Command hide = new Command.Narrow(Visibility.SECRET, "Menyangkut anak di bawah umur.");
    assertThat(Life.forwarded().refusal(JOKO, hide)).isEqualTo(Refusal.NOT_YOURS);
    Life.forwarded().does(RANI, hide);
    Life.forwarded().does(REPORTER, new Command.Narrow(Visibility.SECRET, ""));
    Command unpublished =
        new Command.Forward(ROADS, List.of(), Kind.COMPLAINT, false, null, null, "");
    Life.filed().does(RANI, unpublished).does(JOKO, hide);
  }

  @Test
  void takesBackThePublicTextOfWhatBecomesSecret() {
    Life life =
        Life.forwarded()
            .does(RANI, new Command.Narrow(Visibility.SECRET, "Menyangkut anak di bawah umur."));
    assertThat(life.report().matter().publicText()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void nobodySupportsWhatTheyCannotRead(Visibility visibility) {
    Life life = Life.filed(visibility).does(RANI, Life.forward(ROADS));
    if (visibility == Visibility.SECRET) {
      assertThat(life.refusal(NEIGHBOUR, new Command.Support())).isEqualTo(Refusal.WRONG_STAGE);
    } else {
      assertThat(life.does(NEIGHBOUR, new Command.Support()).report().course().supporters())
          .isOne();
    }
  }

  @Test
  void concernsTheDeskAndWhoHasAPartInItAndNobodyElse() {
    Course course = Life.forwarded().report().course();
    assertThat(course.concerns(DESK)).isTrue();
    assertThat(course.concerns(ROADS)).isTrue();
    assertThat(course.concerns(WATER)).isFalse();
    Course returned = Life.forwarded().does(JOKO, Life.giveBack(WATER)).report().course();
    assertThat(returned.concerns(ROADS)).as("gave it back").isFalse();
    assertThat(returned.concerns(WATER)).as("only proposed").isFalse();
    Course second =
        Life.forwarded()
            .does(JOKO, Life.giveBack(WATER))
            .does(RANI, Life.forward(WATER))
            .does(MEGA, Life.giveBack(ROADS))
            .report()
            .course();
    assertThat(second.concerns(DESK)).as("the arbiter has it").isFalse();
    assertThat(second.readableBy(DESK)).as("had it on its desk").isTrue();
    assertThat(second.readableBy(NATION)).as("has it").isTrue();
    assertThat(second.readableBy(WATER)).as("gave it back").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "COORDINATOR,    ON_REASON, NEVER,       NEVER",
    "LIAISON,        NEVER,     NEVER,       NEVER",
    "APPROVER,       NEVER,     NEVER,       NEVER",
    "ADMINISTRATOR,  NEVER,     NEVER,       NEVER",
    "SUPERVISOR,     ON_REASON, TWO_PERSONS, NEVER",
    "NATIONAL_ADMIN, ON_REASON, TWO_PERSONS, NEVER"
  })
  void learnsWhoItIs(Role role, IdentityRule open, IdentityRule anonymous, IdentityRule secret) {
    assertThat(IdentityRule.of(role, DESK, DESK, Visibility.OPEN)).isEqualTo(open);
    assertThat(IdentityRule.of(role, DESK, DESK, Visibility.ANONYMOUS)).isEqualTo(anonymous);
    assertThat(IdentityRule.of(role, DESK, DESK, Visibility.SECRET)).isEqualTo(secret);
  }

  @Test
  void learnsItOnTheOwnDeskOnlyAndWhereThereIsSomebodyToLearnOf() {
    assertThat(IdentityRule.of(Role.COORDINATOR, ROADS, DESK, Visibility.OPEN))
        .isEqualTo(IdentityRule.NEVER);
    Report nobody = Life.filed(Visibility.OPEN).report();
    assertThat(nobody.matter().reporter()).isNull();
    for (AgencyId seat : new AgencyId[] {DESK, NATION}) {
      assertThat(IdentityRule.of(Role.NATIONAL_ADMIN, seat, nobody)).isEqualTo(IdentityRule.NEVER);
    }
  }

  private static Matter matter(Visibility visibility, @Nullable String publicText) {
    return new Matter(
        Kind.COMPLAINT,
        false,
        null,
        visibility,
        true,
        Channel.WEB,
        "Lampu mati di depan rumah saya",
        publicText,
        new Place(null, null, null, null),
        new ReporterId(7));
  }
}
