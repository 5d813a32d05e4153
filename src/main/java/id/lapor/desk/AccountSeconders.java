package id.lapor.desk;

import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.people.Seconders;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Administrators beside or above, each of whom could have opened or closed the account. */
@Component
class AccountSeconders implements Seconders {

  private final Accounts accounts;
  private final Below below;

  AccountSeconders(Accounts accounts, Below below) {
    this.accounts = accounts;
    this.below = below;
  }

  @Override
  public Circle now() {
    List<Officer> all = accounts.all();
    Map<Long, Officer> known =
        all.stream()
            .collect(Collectors.toMap(Officer::accountId, Function.identity(), (a, _) -> a));
    List<Officer> administrators =
        all.stream().filter(o -> o.role() == Role.ADMINISTRATOR).toList();
    return new Now(known, administrators, below);
  }

  /**
   * Asks nothing more than the organisation tree.
   *
   * @param known each account at its first position
   */
  private record Now(Map<Long, Officer> known, List<Officer> administrators, Below below)
      implements Circle {

    @Override
    public List<Long> of(long account) {
      return administrators.stream()
          .filter(o -> o.accountId() != account && mayFrom(o, account))
          .map(Officer::accountId)
          .distinct()
          .toList();
    }

    @Override
    public boolean from(long office, long account) {
      return mayFrom(new Officer(0, "", "", office, Role.ADMINISTRATOR), account);
    }

    private boolean mayFrom(Officer administrator, long account) {
      @Nullable Officer whose = known.get(account);
      return whose != null && below.may(administrator, whose.agencyId(), whose.role());
    }
  }
}
