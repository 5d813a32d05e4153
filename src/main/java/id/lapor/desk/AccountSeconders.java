package id.lapor.desk;

import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.people.Seconders;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Administrators beside or above, each of whom could have opened or closed the account. */
@Component
class AccountSeconders implements Seconders {

  private final Accounts accounts;
  private final OfficerPages.Below below;

  AccountSeconders(Accounts accounts, OfficerPages.Below below) {
    this.accounts = accounts;
    this.below = below;
  }

  @Override
  public List<Long> of(long account) {
    Optional<Officer> whose = accounts.find(account);
    return whose.stream()
        .flatMap(w ->
            accounts.all().stream()
                .filter(o -> o.role() == Role.ADMINISTRATOR && o.accountId() != account)
                .filter(o -> below.may(o, w.agencyId(), w.role())))
        .map(Officer::accountId)
        .distinct()
        .toList();
  }
}
