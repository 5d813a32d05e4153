package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Mail;
import id.lapor.channel.MailRound;
import id.lapor.channel.Post;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a mail program. */
final class MailWriter implements MessageContract.Writer {

  private final Post post;
  private final String house;
  private final MailRound mailbox;
  private final Reporters reporters;
  private final String address = "warga-" + UUID.randomUUID() + "@contoh.example";
  private byte[] last = {};

  MailWriter(Post post, String house, MailRound mailbox, Reporters reporters) {
    this.post = post;
    this.house = house;
    this.mailbox = mailbox;
    this.reporters = reporters;
  }

  void send(String to, String head, String body) {
    last =
        ("From: Warga <"
                + address
                + ">\r\nTo: "
                + to
                + "\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@contoh.example>\r\n"
                + head
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.UTF_8);
    post.send(address, to, last);
  }

  void say(String subject, String text) {
    send(house, "Subject: " + subject, text);
  }

  /** As mail programs answer: to where it says, naming what is answered, with all of it below. */
  void answer(Mail mail, String text) {
    String quote = mail.whole().replaceAll("(?m)^", "> ");
    send(
        replyTo(),
        "Subject: Re: " + mail.subject() + "\r\nIn-Reply-To: " + mail.messageId(),
        text + "\r\n\r\nPada Sel, 24 Nov 2026 pukul 10.00 Lapor menulis:\r\n" + quote);
  }

  String raw() {
    return new String(post.mails(address, "INBOX").getLast(), StandardCharsets.UTF_8);
  }

  /** The last mail they wrote. */
  String written() {
    return new String(last, StandardCharsets.UTF_8);
  }

  String replyTo() {
    return found("(?m)^Reply-To: (\\S+)", raw());
  }

  String address() {
    return address;
  }

  List<Mail> mails() {
    return post.read(address);
  }

  @Override
  public void write(String text) {
    say("", text);
  }

  @Override
  public void again() {
    post.send(address, house, last);
  }

  @Override
  public void huge(String words) {
    send(
        house,
        "Subject: Besar\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\r\n\r\n"
            + words
            + "\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + ("A".repeat(76) + "\r\n").repeat(500_000)
            + "--b--\r\n");
  }

  @Override
  public void hostile() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      deep.append("--b").append(i).append("\r\nContent-Type: multipart/mixed; boundary=b");
      deep.append(i + 1).append("\r\n\r\n");
    }
    byte[] raw =
        ("From: \"<script>\" <tidak ada>\r\nSubject: =?utf-9?Q?=00?=\r\nMessage-ID: <"
                + UUID.randomUUID()
                + "@x>\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
                + deep)
            .getBytes(StandardCharsets.UTF_8);
    post.send("siapa@contoh.example", house, raw);
  }

  @Override
  public void collect() throws MessagingException {
    mailbox.run();
  }

  @Override
  public int waiting() {
    return post.mails(house, "INBOX").size();
  }

  @Override
  public List<String> answers() {
    return mails().stream().map(m -> m.subject() + "\n" + m.whole()).toList();
  }

  @Override
  public List<ReporterId> known() {
    return reporters.havingEmail(address);
  }

  static String found(String pattern, String text) {
    Matcher m = Pattern.compile(pattern).matcher(text);
    assertThat(m.find()).as("%s in %s", pattern, text).isTrue();
    return m.group(1);
  }
}
