package id.lapor.channel;

/** Whatever arrives as mail is taken apart. */
public final class MailFuzz {

  private MailFuzz() {}

  public static void fuzzerTestOneInput(byte[] mail) {
    Mail read = MailReader.read(mail);
    OwnWords.of(read.text());
  }
}
