package id.lapor.channel.x;

import id.lapor.platform.CannotStart;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account on X: {@code lapor.x}.
 *
 * @param account its number; without it nothing is fetched, brought or written
 * @param handle its name, without the {@code @}
 * @param url of the API
 * @param consumerSecret of the app, by which X signs what it brings; without it that door stays
 *     shut
 * @param oauth1 the account's word for the app by OAuth 1.0a, or
 * @param oauth2 by OAuth 2; this one counts when both are set
 * @param search posts that count as mentions too, as X searches ({@code #lapor -is:retweet}); none
 *     when empty
 * @param messages whether the account writes to whoever filed a report alone, too ({@code
 *     dm.write})
 * @param poll between two looks
 * @param cost what may be spent
 * @param trusted host names that the API and pictures may lie at wherever they lead: only for a
 *     stand-in of X in the own network
 */
@ConfigurationProperties("lapor.x")
public record XSettings(
    @DefaultValue("") String account,
    @DefaultValue("lapor1708") String handle,
    @DefaultValue("https://api.x.com") URI url,
    @DefaultValue("") String consumerSecret,
    @Nullable OAuth1 oauth1,
    @Nullable OAuth2 oauth2,
    @DefaultValue("") String search,
    @DefaultValue("true") boolean messages,
    @DefaultValue("PT2M") Duration poll,
    @DefaultValue Cost cost,
    @DefaultValue({}) List<String> trusted) {

  public XSettings {
    trusted = List.copyOf(trusted);
  }

  boolean on() {
    return !account.isEmpty();
  }

  /** Secrets end up in logs; this one says only whose they are. */
  @Override
  public String toString() {
    return "X @" + handle;
  }

  /**
   * Keys and tokens of an account by OAuth 1.0a, as the developers' page of X shows them.
   *
   * @param token of the account for this app; it does not end by itself
   */
  public record OAuth1(String consumerKey, String token, String tokenSecret) {
    @Override
    public String toString() {
      return "OAuth 1.0a";
    }
  }

  /**
   * An app and the first token of an account by OAuth 2.
   *
   * @param clientSecret empty for an app that has none
   * @param refreshToken the first one, empty where a person gives it on the page of the wires; the
   *     ones that follow are kept, sealed, until another first one is set
   * @param authorize where whoever has the account is asked
   */
  public record OAuth2(
      String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue("") String refreshToken,
      @DefaultValue("https://x.com/i/oauth2/authorize") URI authorize) {
    @Override
    public String toString() {
      return "OAuth 2";
    }
  }

  /**
   * What may be spent, and prices, all in one currency.
   *
   * @param cap in a month (UTC); nothing limits it when it is 0
   * @param read of a post that is read
   * @param write of a post or message of ours, which carries an address
   * @param writing the share of the cap that reading leaves alone; reading may use the rest, each
   *     day of the month as much of it as the month has passed
   */
  public record Cost(
      @DefaultValue("50") BigDecimal cap,
      @DefaultValue("0.005") BigDecimal read,
      @DefaultValue("0.2") BigDecimal write,
      @DefaultValue("0.33") BigDecimal writing) {

    public Cost {
      if (writing.signum() < 0 || writing.compareTo(BigDecimal.ONE) >= 0) {
        throw new CannotStart(
            "lapor.x.cost.writing is the share of the cap that is kept for answers: 0 or more, and less than 1.");
      }
    }
  }
}
