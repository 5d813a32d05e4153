package id.lapor.channel;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote in a mail, apart from what they quote and what their program adds. Pure, and
 * linear in the length of the mail: every pattern looks at one line of bounded length.
 */
final class OwnWords {

  /** A longer line is nobody's introduction or signature. */
  private static final int LONGEST_LINE = 300;

  /** "Pada Sel, 24 Nov 2026 pukul 10.00 Lapor menulis:", in one line or two. */
  private static final Pattern INTRODUCES =
      Pattern.compile(
          "(?:Pada|On|Le|Am|Op|El) .*(?:menulis|wrote|écrit|schrieb|schreef|escribió) ?:",
          CASE_INSENSITIVE);

  private static final Pattern BEGINS_INTRODUCTION =
      Pattern.compile("(?:Pada|On) .*\\d.*", CASE_INSENSITIVE);

  /** From here on everything is the mail that is answered. */
  private static final Pattern DIVIDES =
      Pattern.compile(
          "[-_ ]*(?:Original Message|Pesan Asli|Pesan asal|Surel asli)[-_ ]*|_{20,}",
          CASE_INSENSITIVE);

  private static final Pattern HEAD = Pattern.compile("\\*?(?:From|Dari) ?:.*", CASE_INSENSITIVE);
  private static final Pattern HEAD_GOES_ON =
      Pattern.compile(
          "\\*?(?:Sent|Date|To|Subject|Dikirim|Tanggal|Kepada|Ke|Perihal|Subjek) ?:.*",
          CASE_INSENSITIVE);

  private static final Pattern SIGNATURE =
      Pattern.compile(
          "--|(?:Dikirim dari|Terkirim dari|Sent from|Sent via|Dapatkan Outlook|Get Outlook|Kirim dari) .{1,60}",
          CASE_INSENSITIVE);

  private final List<String> lines;
  private final List<String> own = new ArrayList<>();

  private OwnWords(String text) {
    this.lines = text.lines().toList();
  }

  /** The text itself where nothing would be left of it. */
  static String of(String text) {
    OwnWords words = new OwnWords(text);
    words.read();
    String own = String.join("\n", words.own).strip();
    return own.isEmpty() ? text.strip() : own;
  }

  private void read() {
    for (int i = 0; i < lines.size(); i++) {
      String line = line(i);
      if (DIVIDES.matcher(line).matches() || SIGNATURE.matcher(line).matches() || head(i)) {
        return;
      }
      int introduced = introduction(i);
      if (introduced > i) {
        if (!quotedAt(introduced)) {
          return;
        }
        i = introduced - 1;
      } else if (!line.startsWith(">")) {
        own.add(lines.get(i).stripTrailing());
      }
    }
  }

  /** The line after the introduction of a quote; the same line where none begins. */
  private int introduction(int i) {
    if (INTRODUCES.matcher(line(i)).matches()) {
      return i + 1;
    }
    boolean two =
        BEGINS_INTRODUCTION.matcher(line(i)).matches()
            && INTRODUCES.matcher(line(i) + " " + line(i + 1)).matches();
    return two ? i + 2 : i;
  }

  /** Whether quote marks follow, below which the sender may go on. */
  private boolean quotedAt(int i) {
    return line(i).startsWith(">") || (line(i).isEmpty() && line(i + 1).startsWith(">"));
  }

  private boolean head(int i) {
    return HEAD.matcher(line(i)).matches() && HEAD_GOES_ON.matcher(line(i + 1)).matches();
  }

  private String line(int i) {
    String line = i < lines.size() ? lines.get(i).strip() : "";
    return line.length() > LONGEST_LINE ? "" : line;
  }
}
