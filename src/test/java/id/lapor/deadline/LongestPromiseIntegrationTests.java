package id.lapor.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Timetable;
import id.lapor.platform.db.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class LongestPromiseIntegrationTests {

  @Autowired Recounts recounts;

  /** Hours are refused in which that one would never be due; the two have to agree. */
  @Test
  void isNoLongerThanTheHoursOfAnOfficeHaveToHold() {
    RuleBook national = OfficeRules.national(recounts.books());
    Allowance longest = new Allowance(Timetable.LONGEST_DAYS, Allowance.Unit.WORKING_DAYS);
    for (Term term : Term.values()) {
      assertThat(RuleBounds.most(term, national).weight())
          .as(term.name())
          .isLessThanOrEqualTo(longest.weight());
    }
    assertThat(RuleBounds.most(Term.OVERSIGHT, national)).isEqualTo(longest);
  }
}
