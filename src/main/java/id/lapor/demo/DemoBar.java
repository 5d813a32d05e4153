package id.lapor.demo;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.platform.page.TopBar;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The violet bar above every page of the demo: change person, move the clock. */
@Component
@Profile("demo")
public class DemoBar implements TopBar {

  private final Accounts accounts;
  private final Agencies agencies;

  DemoBar(Accounts accounts, Agencies agencies) {
    this.accounts = accounts;
    this.agencies = agencies;
  }

  private static final List<String> LEADS =
      List.of("rani", "bima", "dishub", "puprk", "sekar", "nadia");

  /**
   * @param leads those the story is about
   * @param others everybody else one can be
   * @param zone the city's
   */
  public record Contents(List<Person> leads, List<Person> others, ZoneId zone) {}

  /** Somebody one can be. */
  public record Person(String login, String name, String roleKey, String office) {}

  @Override
  public String template() {
    return "demo/bar";
  }

  @Override
  public Object contents() {
    List<Person> all = accounts.all().stream().map(this::person).toList();
    return new Contents(
        LEADS.stream().flatMap(l -> all.stream().filter(p -> p.login().equals(l))).toList(),
        all.stream().filter(p -> !LEADS.contains(p.login())).toList(),
        DemoCity.WITA);
  }

  private Person person(Officer o) {
    String office = agencies.find(new AgencyId(o.agencyId())).map(Agency::name).orElse("");
    return new Person(o.login(), o.name(), o.roleKey(), office);
  }
}
