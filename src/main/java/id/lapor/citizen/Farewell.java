package id.lapor.citizen;

import id.lapor.people.Member;
import id.lapor.people.Members;
import id.lapor.people.Sessions;
import id.lapor.report.Report;
import id.lapor.report.Whose;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everything an account holds at once: a copy of it, and its end (UU 27/2022, articles 6, 8 and
 * 13).
 */
@Component
class Farewell {

  private final Members members;
  private final Sessions sessions;
  private final OwnReports own;
  private final Whose whose;
  private final OwnCopy copy;
  private final Erasure erasure;

  Farewell(
      Members members,
      Sessions sessions,
      OwnReports own,
      Whose whose,
      OwnCopy copy,
      Erasure erasure) {
    this.whose = whose;
    this.members = members;
    this.sessions = sessions;
    this.own = own;
    this.copy = copy;
    this.erasure = erasure;
  }

  /**
   * The reports an account holds, without those whose row is not what its history says.
   *
   * @throws ExchangeFirst when an officer has seen what opens one of them
   */
  List<Report> held(Member member) {
    return own.all(member).stream().filter(whose::sure).map(OwnAccess::unseen).toList();
  }

  /**
   * Writes a ZIP: {@code akun.json}, and of each report what its own copy has, in a folder with its
   * number. One report after the other, so that many need no more room than one.
   */
  void copy(Member member, List<Report> reports, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("akun.json"));
      zip.write(copy.json(account(member)));
      for (Report report : reports) {
        copy.of(report).into(zip, report.reference() + "/");
      }
    }
  }

  private Map<String, Object> account(Member member) {
    Map<String, Object> told = new LinkedHashMap<>();
    members.reporter(member).ifPresent(r -> told.putAll(copy.person(r, members.own(member))));
    told.put(
        "passkeys",
        members.passkeys(member).stream()
            .map(p -> Map.of("name", p.label(), "since", p.since().toString()))
            .toList());
    told.put(
        "sessions",
        sessions.of(member.getName(), "").stream()
            .map(s -> Map.of("since", s.since().toString(), "last", s.lastSeen().toString()))
            .toList());
    return told;
  }

  /**
   * Ends the account, and takes the person out of its reports where they want that; all or nothing.
   *
   * @throws ExchangeFirst when an officer has seen what opens one of them
   */
  @Transactional
  void end(Member member, boolean reportsToo) {
    if (reportsToo) {
      held(member).forEach(erasure::erase);
    }
    members.close(member);
  }
}
