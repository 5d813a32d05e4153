package id.lapor.operations;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.channel.XGrant;
import id.lapor.channel.XPosts;
import id.lapor.notification.Wires;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How the account on X does, for the page of the wires. */
@Component
public class XCard {

  private final XPosts posts;
  private final Inbox inbox;
  private final Wires wires;
  private final XGrant grant;

  XCard(XPosts posts, Inbox inbox, Wires wires, XGrant grant) {
    this.grant = grant;
    this.posts = posts;
    this.inbox = inbox;
    this.wires = wires;
  }

  /**
   * What came, what goes, and what stands between.
   *
   * @param grants whether the account gives its key on this page
   * @param granted whether it did
   */
  public record Shown(
      XPosts.State state, Inbox.State in, Wires.Sent out, boolean grants, boolean granted) {

    /** Whether somebody has to have the account give its key on this page. */
    public boolean keyless() {
      return grants && (!granted || state.line().trouble() == Lines.Trouble.LOGIN);
    }

    /** An amount in whatever currency the prices are set in. */
    public String money(BigDecimal amount, String language) {
      NumberFormat format = NumberFormat.getNumberInstance(Locale.of(language));
      format.setMinimumFractionDigits(2);
      format.setMaximumFractionDigits(2);
      format.setRoundingMode(RoundingMode.UP);
      return format.format(amount);
    }
  }

  /** Empty where no account is set. */
  Optional<Shown> shown() {
    return posts
        .state()
        .map(state ->
            new Shown(
                state,
                inbox.state(Wire.Kind.X),
                wires.sent(Wire.Kind.X),
                grant.open(),
                grant.held()));
  }
}
