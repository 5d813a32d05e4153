package id.lapor.people;

import id.lapor.platform.page.MenuRule;
import id.lapor.platform.page.SignedIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Shows the way to everybody's data only to whom its door opens. */
@Component
class PersonalDataMenu implements MenuRule {

  private final ObjectProvider<Topmost> topmost;

  PersonalDataMenu(ObjectProvider<Topmost> topmost) {
    this.topmost = topmost;
  }

  @Override
  public boolean shows(SignedIn who, SignedIn.MenuItem item) {
    return !item.href().equals(DataRequestPages.HOME)
        || (who instanceof Officer officer && topmost.getObject().holds(officer));
  }
}
