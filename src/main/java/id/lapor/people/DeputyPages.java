package id.lapor.people;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Naming a deputy for an absence, and standing in for somebody. */
@Controller
@ForRoles({
  Role.COORDINATOR,
  Role.LIAISON,
  Role.APPROVER,
  Role.SUPERVISOR,
  Role.NATIONAL_ADMIN,
  Role.ADMINISTRATOR
})
class DeputyPages {

  /** Days of absence are counted where the ministry is. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  private final Deputies deputies;
  private final Accounts accounts;
  private final SignIn signIn;

  DeputyPages(Deputies deputies, Accounts accounts, SignIn signIn) {
    this.deputies = deputies;
    this.accounts = accounts;
    this.signIn = signIn;
  }

  /** The first and the last day, as typed. */
  record Absence(@Nullable Long petugas, @Nullable String dari, @Nullable String sampai) {

    @Nullable Instant since() {
      @Nullable LocalDate day = day(dari);
      return day == null ? null : day.atStartOfDay(ZONE).toInstant();
    }

    @Nullable Instant until() {
      @Nullable LocalDate day = day(sampai);
      return day == null ? null : day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    private static @Nullable LocalDate day(@Nullable String typed) {
      try {
        return typed == null ? null : LocalDate.parse(typed.strip());
      } catch (DateTimeParseException notADay) {
        return null;
      }
    }
  }

  @PostMapping("/akun/pengganti")
  View name(
      Absence absence, Officer officer, HttpServletRequest request, HttpServletResponse response) {
    @Nullable Instant since = absence.since();
    @Nullable Instant until = absence.until();
    @Nullable String wrong =
        since == null || until == null
            ? "people.notice.deputyOrder"
            : deputies.name(
                officer, absence.petugas() == null ? 0 : absence.petugas(), since, until);
    Notice.leave(wrong == null ? "people.notice.deputyNamed" : wrong, request, response);
    return new RedirectView("/akun");
  }

  @PostMapping("/akun/pengganti/{id}/akhiri")
  View end(
      @PathVariable long id,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!deputies.end(officer, id)) {
      throw new NotFound();
    }
    Notice.leave("people.notice.deputyEnded", request, response);
    return new RedirectView("/akun");
  }

  @PostMapping("/akun/pengganti/{id}/bertindak")
  View take(
      @PathVariable long id,
      Officer officer,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable Officer acting =
        deputies
            .take(officer, id, (own, holder) -> own + " (pengganti " + holder + ")")
            .orElse(null);
    if (acting == null) {
      Notice.leave("people.notice.deputyNotNow", request, response);
      return new RedirectView("/akun");
    }
    signIn.change(acting, request, response);
    return new RedirectView(acting.home());
  }

  @PostMapping("/akun/pengganti/selesai")
  View back(Officer officer, HttpServletRequest request, HttpServletResponse response) {
    Officer own = accounts.own(officer.accountId()).orElseThrow(NotFound::new);
    signIn.change(own, request, response);
    return new RedirectView(own.home());
  }
}
