package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.LaporApplication;
import id.lapor.agency.Agencies;
import id.lapor.channel.MailRound;
import id.lapor.channel.Post;
import id.lapor.notification.Postman;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.TestServer;
import id.lapor.report.Reports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two installations that have each other's address for a reporter's. */
@DatabaseTest
class TwoHousesIntegrationTests {

  private static final String HERE = "lapor@sini.example";
  private static final String THERE = "lapor@sana.example";
  private static final Post POST = new Post(HERE, THERE);

  @Autowired ApplicationContext here;

  @DynamicPropertySource
  static void post(DynamicPropertyRegistry registry) {
    POST.settings(HERE, (name, value) -> registry.add(name, () -> value));
  }

  @AfterAll
  static void stop() {
    POST.close();
  }

  private static ConfigurableApplicationContext there() {
    List<String> arguments = new ArrayList<>();
    POST.settings(THERE).forEach(s -> arguments.add("--" + s));
    arguments.add("--lapor.database.url=" + TestServer.freshDatabase());
    arguments.add("--lapor.database.pool-size=4");
    arguments.add("--lapor.data=target/test-data/sana");
    return new SpringApplicationBuilder(LaporApplication.class)
        .web(WebApplicationType.NONE)
        .profiles("test")
        .run(arguments.toArray(String[]::new));
  }

  private static void file(ApplicationContext house, String reporter) {
    City city = new City(house.getBean(Agencies.class), house.getBean(Reports.class));
    city.filed(
        "Lampu jalan mati di depan pasar.",
        house.getBean(Reporters.class).keep(new Contact(null, null, reporter)));
  }

  private static void round(ApplicationContext house) throws Exception {
    house.getBean(Postman.class).deliver();
    house.getAutowireCapableBeanFactory().createBean(MailRound.class).run();
    house.getBean(InboxReader.class).readAll();
  }

  private static int everGot(String house) {
    return POST.mails(house, "INBOX").size() + POST.mails(house, "Lapor").size();
  }

  @Test
  void fallSilentAfterOneMessage() throws Exception {
    try (ConfigurableApplicationContext there = there()) {
      file(here, THERE);
      file(there, HERE);
      for (int i = 0; i < 4; i++) {
        round(here);
        round(there);
      }
    }
    assertThat(everGot(THERE)).isEqualTo(1);
    assertThat(everGot(HERE)).isEqualTo(1);
  }
}
