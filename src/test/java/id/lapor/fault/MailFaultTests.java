package id.lapor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Post;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The application is killed when a mail is kept but has not left the inbox yet; afterwards there is
 * one report.
 */
class MailFaultTests {

  private static final String HOUSE = "lapor@kota.example";
  private static final Path DATA = Path.of("target", "fault", "mail").toAbsolutePath();

  private Post post;
  private Tripwire tripwire;
  private Child lapor;

  @BeforeEach
  void startFresh() throws IOException {
    FileSystemUtils.deleteRecursively(DATA);
    post = new Post(HOUSE);
    tripwire = new Tripwire(post.imap(), " MOVE ", () -> lapor.kill());
    List<String> settings = new ArrayList<>(post.settings(HOUSE));
    settings.removeIf(s -> s.startsWith("lapor.mail.imap.port="));
    settings.add("lapor.mail.imap.port=" + tripwire.port());
    settings.add("lapor.mail.imap.poll=2s"); // and so long until another server takes over
    lapor = Child.with(DATA, settings);
  }

  @AfterEach
  void stop() throws Exception {
    lapor.close();
    tripwire.close();
    post.close();
  }

  @Test
  void filesOneReportOfAMailThatWasKeptButStillLiesInTheInbox() throws Exception {
    post.send(
        "warga@contoh.example",
        HOUSE,
        "From: warga@contoh.example\r\nMessage-ID: <a@contoh.example>\r\nSubject: Bontang\r\n\r\nLampu jalan mati di depan pasar."
            .getBytes(StandardCharsets.UTF_8));
    lapor.start();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(tripwire::tripped);
    assertThat(post.mails(HOUSE, "INBOX")).as("not acknowledged").hasSize(1);
    lapor.holdsEnd();
    lapor.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> post.mails(HOUSE, "INBOX").isEmpty() && lapor.count("report_case") > 0);
    assertThat(lapor.count("channel_inbox WHERE wire = 'EMAIL'")).isEqualTo(1);
    assertThat(lapor.count("report_case WHERE channel = 'EMAIL'")).isEqualTo(1);
    assertThat(post.mails(HOUSE, "Lapor")).hasSize(1);
  }
}
