package id.lapor.visibility;

import static id.lapor.visibility.Visitors.MEMBER;
import static id.lapor.visibility.Visitors.NOBODY;
import static id.lapor.visibility.Visitors.REPORTER;
import static id.lapor.visibility.Visitors.kept;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import id.lapor.report.Reference;
import id.lapor.visibility.Visitors.Visit;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Those who send a form, or a machine's request, to a report that is not theirs, at a door that is
 * open to all. They are told what they would be told of a number nobody has.
 */
record Strangers(Visitors visitors, Sight sight) {

  /** A number of the right shape. */
  private static final String UNKNOWN = Reference.random(new Random(1708)).toString();

  private static final String ACT = "POST /l/{reference}/{act}";

  /** All a reporter can do there, see OwnPages. */
  private static final List<String> ACTS =
      List.of(
          "balas",
          "selesai",
          "belum",
          "nilai",
          "tarik",
          "keberatan",
          "pisah",
          "kabari",
          "tutup-halaman");

  private static final String SUPPORT = "POST /dukung/{reference}";

  /** Everything forms at these doors ask for, but the number. */
  private static final Map<String, String> FORM =
      Map.of(
          "text", "Alasan yang cukup panjang",
          "stars", "3",
          "name", "Orang Asing",
          "phone", "081288887777",
          "email", "asing@contoh.example",
          "agree", "true",
          "kunci", "k".repeat(32),
          "kabar", "ya",
          "kode", "123456");

  /**
   * Who is signed in, or has another report's secret, tries one report in so many, at every door
   * others; nobody tries half of them.
   */
  private static final int FEW = 13;

  /** Sends all of it, and tells who was answered otherwise than of an unknown number. */
  List<String> send(List<Doors.Row> rows) throws Exception {
    List<String> wrong = new ArrayList<>();
    int turn = 0;
    for (Doors.Row row : rows) {
      if (!row.everyone() || row.door().startsWith("GET") || !row.door().contains("{reference}")) {
        continue;
      }
      for (String act : row.door().equals(ACT) ? ACTS : List.of("")) {
        for (String who : visitors.all()) {
          if (!who.equals(REPORTER)) {
            send(row, act, who, ++turn, wrong);
          }
        }
      }
    }
    return wrong;
  }

  private void send(Doors.Row row, String act, String who, int turn, List<String> wrong)
      throws Exception {
    String expected = told(row, act, new Visit(who, null), UNKNOWN);
    for (City.Case c : visitors.city().cases()) {
      boolean tried = (c.number() + turn) % (who.equals(NOBODY) ? 2 : FEW) == 0;
      boolean theirs = who.equals(MEMBER) && kept(c);
      boolean everybodys =
          row.door().equals(SUPPORT) && City.shownToAll(visitors.city().report(c).matter());
      if (tried && !theirs && !everybodys) {
        String told = told(row, act, new Visit(who, c), c.reference());
        if (!told.equals(expected)) {
          wrong.add(
              row.door() + " " + act + " answers " + who + " of " + sight.told(c) + ": " + told);
        }
      }
    }
  }

  private String told(Doors.Row row, String act, Visit visit, String number) throws Exception {
    MockHttpServletRequestBuilder request =
        request(
                HttpMethod.valueOf(row.door().split(" ")[0]),
                act.isEmpty() ? row.path(number) : "/l/" + number + "/" + act)
            .with(csrf())
            .with(
                Visitors.from("203.0.113." + (visit.about() == null ? 1 : visit.about().number())))
            .cookie(new Cookie("perangkat", "gawai"))
            .param("nomor", number);
    FORM.forEach(request::param);
    MockHttpServletResponse answer = visitors.answer(request, visit);
    if (!lets(answer, number)) {
      return "not refused, " + answer.getStatus() + " " + answer.getRedirectedUrl();
    }
    return (answer.getStatus()
            + " "
            + answer.getRedirectedUrl()
            + answer.getHeaders("Set-Cookie")
            + answer.getContentAsString(StandardCharsets.UTF_8))
        .replace(number, "NUMBER")
        .replaceAll("Expires=[^;]*|(sesi|XSRF-TOKEN)=[^;,\\]]+", "")
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  /** Not there, no key, or led to where a secret is typed. */
  private static boolean lets(MockHttpServletResponse answer, String number) {
    @Nullable String to = answer.getRedirectedUrl();
    return to == null
        ? Set.of(401, 404).contains(answer.getStatus())
        : List.of("/l/" + number, "/laporan/" + number, "/cek").contains(Objects.toString(to));
  }
}
