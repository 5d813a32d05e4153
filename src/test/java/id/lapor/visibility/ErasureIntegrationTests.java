package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.channel.XPosts;
import id.lapor.citizen.Erasure;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.notification.Postman;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.Settings;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Outcome;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erasing a person leaves nothing of them: not in a row, an index, the planner's samples or a page
 * of the database's own files, not in the search, the log or a file of the house. Before, all of it
 * was there; else this would prove nothing.
 */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class ErasureIntegrationTests {

  private static final String CANARY = "KenariHilang";
  private static final String PHONE = "8129900556677";
  private static final String LATER = "8129900556688";
  private static final String NIK = "6474015708900001";
  private static final String NUMBER = "1881707171717171717";
  private static final String ACCOUNT = "99887766554433";
  private static final int NEIGHBOURS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Notifications notifications;
  @Autowired EvidenceBox box;
  @Autowired Postman postman;
  @Autowired Inbox inbox;
  @Autowired Erasure erasure;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired Settings settings;

  @Test
  void leavesNothingOfThePerson(CapturedOutput log) throws Exception {
    City city = new City(agencies, reports);
    AccessSecret secret = AccessSecret.of("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    neighbours(city);
    Report report = reports.file(submission(city, secret, CANARY, photo(CANARY))).report();
    lived(city, report, CANARY);
    Cookie own =
        new Cookie("buka-" + report.reference().toString().replace("-", ""), secret.shown());
    corrected(report, own);
    joined(report, secret);
    drafted();
    jdbc.execute("ANALYZE");
    assertThat(tables()).anyMatch(t -> t.startsWith("publication_report"));
    assertThat(files(settings.data())).isNotEmpty();
    assertThat(relations()).isNotEmpty();

    long start = System.nanoTime();
    web.perform(
            post("/l/" + report.reference() + "/data/hapus")
                .with(csrf())
                .cookie(own)
                .param("nomor", report.reference().toString()))
        .andExpect(status().is3xxRedirection());
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(tables()).isEmpty();
    assertThat(samples()).isEmpty();
    assertThat(files(settings.data())).isEmpty();
    web.perform(get("/laporan").param("q", "lampu"))
        .andExpect(content().string(containsString(report.reference().toString())))
        .andExpect(content().string(not(containsString(CANARY))));
    web.perform(get("/laporan/" + report.reference()))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString(CANARY))));
    assertThat(log.getAll()).doesNotContainIgnoringCase(CANARY).doesNotContain(PHONE, LATER, NIK);
    assertThat(relations()).as("pages of tables and indexes").isEmpty();
    assertThat(verifier.verify().first()).isEmpty();
    assertThat(took).isLessThan(LIMIT);
  }

  /** Who wrote on X or by mail is found by the number of the post or mail as well. */
  @Test
  void leavesNoNumberByWhichAPostOrMailIsLookedUp() throws Exception {
    City city = new City(agencies, reports);
    for (Wire.Kind wire : List.of(Wire.Kind.X, Wire.Kind.EMAIL)) {
      boolean x = wire == Wire.Kind.X;
      String from = x ? ACCOUNT : "warga@" + NUMBER + ".example";
      String number = x ? XPosts.externalId(NUMBER) : "mail:" + NUMBER;
      Contact contact = x ? new Contact(null, null, null).onX(from) : new Contact(null, null, from);
      Report report = city.filed("Lampu mati di depan pasar.", reporters.keep(contact));
      Letter letter = new Letter(from, "@lapor", "Lampu mati " + NUMBER, clock.instant(), NUMBER);
      transaction.executeWithoutResult(
          _ -> inbox.keepSettled(wire, number, letter, report.id().value()));
      inbox.take(
          wire, number + "-2", letter, letter.text(), NUMBER.getBytes(StandardCharsets.UTF_8));
      assertThat(holding(NUMBER, ACCOUNT)).as("before").isEmpty();
      assertThat(inbox.newestNumber(report.id().value(), wire, from)).hasValue(NUMBER);

      erasure.erase(report);

      assertThat(holding(NUMBER, ACCOUNT)).isEmpty();
      assertThat(inbox.newestNumber(report.id().value(), wire, from)).isEmpty();
      long loose = inbox.known(wire, number + "-2").orElseThrow().id();
      assertThat(inbox.number(loose)).isEmpty();
      assertThat(inbox.bytes(loose)).isEmpty();
      Inbox.Known again = inbox.known(wire, number).orElseThrow();
      assertThat(again.about()).as("leads to no report").isNull();
      assertThat(inbox.take(wire, number, letter)).as("comes again").isFalse();
    }
  }

  private Submission submission(City city, AccessSecret secret, String name, EvidenceId photo) {
    String phone = name.equals(CANARY) ? PHONE : "81299001122" + name.charAt(name.length() - 1);
    Contact contact =
        new Contact(name + " Ayu", "+62" + phone, mail(name), name.equals(CANARY) ? NIK : null);
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            "lampu-jalan",
            Visibility.OPEN,
            true,
            Channel.WEB,
            "Lampu mati di depan pasar sejak Senin.",
            null,
            new Place("64.74.01.1002", 0.133, 117.492, null),
            reporters.keep(contact));
    return new Submission(name, secret, matter, city.desk, List.of(photo));
  }

  /** Everything that spreads a name: it is published, looked at, written to and sampled. */
  private void lived(City city, Report report, String name) throws Exception {
    Command forward =
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", "Lampu mati.", "");
    assertThat(reports.command(report.id(), forward, City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
    web.perform(get("/laporan/" + report.reference()))
        .andExpect(content().string(containsString(name)));
    web.perform(
            post("/kerja/" + report.reference() + "/kontak")
                .with(csrf())
                .with(
                    authentication(
                        UsernamePasswordAuthenticationToken.authenticated(
                            city.rani, null, List.of())))
                .param("text", "Menanyakan letaknya kepada " + name))
        .andExpect(content().string(containsString(name)));
    postman.deliver();
  }

  private void neighbours(City city) throws Exception {
    for (int i = 0; i < NEIGHBOURS; i++) {
      AccessSecret other = AccessSecret.of(new byte[16]);
      String name = "Tetangga" + i;
      lived(city, reports.file(submission(city, other, name, photo(name))).report(), name);
    }
  }

  private static String mail(String name) {
    return name.toLowerCase(Locale.ROOT) + "@contoh.example";
  }

  /** Another name and number wait for a proof. */
  private void corrected(Report report, Cookie own) throws Exception {
    reporters.prove(Objects.requireNonNull(report.matter().reporter()), true);
    web.perform(
            post("/l/" + report.reference() + "/data/betulkan")
                .with(csrf())
                .cookie(own)
                .param("name", CANARY + " Ayu Lestari")
                .param("phone", "0" + LATER)
                .param("email", "baru." + mail(CANARY))
                .param("nik", NIK))
        .andExpect(status().is3xxRedirection());
    assertThat(jdbc.queryForList("SELECT id FROM people_data_request WHERE fresh_id IS NOT NULL"))
        .as("a correction waits")
        .isNotEmpty();
  }

  /** An account by the same address holds the report. */
  private void joined(Report report, AccessSecret secret) throws Exception {
    Cookie token =
        Objects.requireNonNull(
            web.perform(post("/saya/kode").with(csrf()).param("alamat", mail(CANARY)))
                .andReturn()
                .getResponse()
                .getCookie("kode-akun"));
    Cookie session =
        Objects.requireNonNull(
            web.perform(
                    post("/saya/sandi")
                        .with(csrf())
                        .cookie(token)
                        .param("kode", Notified.code(notifications))
                        .param("baru", "kata-sandi-panjang"))
                .andReturn()
                .getResponse()
                .getCookie("sesi"));
    web.perform(
            post("/saya/laporan")
                .with(csrf())
                .cookie(session)
                .param("nomor", report.reference().toString())
                .param("secret", secret.shown()))
        .andExpect(redirectedUrl("/saya"));
  }

  /** The next report is begun and not sent. */
  private void drafted() throws Exception {
    Cookie draft =
        Objects.requireNonNull(
            web.perform(
                    multipart("/lapor/1")
                        .with(csrf())
                        .param("text", "Jalan rusak di depan rumah " + CANARY))
                .andReturn()
                .getResponse()
                .getCookie("draf"));
    web.perform(
            post("/lapor/4")
                .with(csrf())
                .cookie(draft)
                .param("visibility", "OPEN")
                .param("name", CANARY + " Ayu")
                .param("email", mail(CANARY)))
        .andExpect(status().is3xxRedirection());
    assertThat(jdbc.queryForList("SELECT * FROM citizen_draft")).as("a draft").isNotEmpty();
  }

  /** A photo that tells its owner in its name and behind its last byte. */
  private EvidenceId photo(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    bytes.write(name.getBytes(StandardCharsets.UTF_8));
    Taking taken = box.take(new ByteArrayInputStream(bytes.toByteArray()), name + ".jpg");
    return ((Taking.Taken) taken).evidence().id();
  }

  private List<String> tables() {
    List<String> found = holding(CANARY, PHONE);
    found.addAll(holding(NIK, LATER));
    return found;
  }

  private List<String> holding(String one, String other) {
    List<String> found = new ArrayList<>();
    for (String table :
        jdbc.queryForList(
            """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            """,
            String.class)) {
      found.addAll(
          jdbc.queryForList(
              """
              SELECT '%s: ' || t::text FROM %s t WHERE t::text ILIKE ? OR t::text LIKE ?
              """
                  .formatted(table.replace("public.", ""), table),
              String.class,
              "%" + one + "%",
              "%" + other + "%"));
    }
    return found;
  }

  /** The planner keeps values of its own until it looks again. */
  private List<String> samples() {
    return jdbc.queryForList(
        """
        SELECT tablename || '.' || attname FROM pg_stats
        WHERE most_common_vals::text ILIKE ? OR histogram_bounds::text ILIKE ?
          OR most_common_elems::text ILIKE ?
        """,
        String.class,
        "%" + CANARY + "%",
        "%" + CANARY + "%",
        "%" + CANARY + "%");
  }

  /** What is on disk of tables and indexes once they are written anew, as the house does not. */
  private List<String> relations() throws IOException {
    jdbc.execute("VACUUM FULL");
    jdbc.execute("CHECKPOINT");
    Path home = Path.of(jdbc.queryForObject("SHOW data_directory", String.class));
    String base =
        jdbc.queryForObject(
            "SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()",
            String.class);
    return files(home.resolve(base));
  }

  private static List<String> files(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = lower(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (lower(file.toString()).contains(lower(CANARY))
            || Stream.of(lower(CANARY), PHONE, LATER, NIK).anyMatch(bytes::contains)) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }

  /** As an address has it. */
  private static String lower(String words) {
    return words.toLowerCase(Locale.ROOT);
  }
}
