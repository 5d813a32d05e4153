package id.lapor.channel.x;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.net.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * OAuth 2 (RFC 6749 section 6): a key that ends after two hours and one by which the next is had,
 * which X exchanges each time. Both are kept sealed, by one server at a time, before they are used.
 */
final class XKeysOfOAuth2 implements XKeys {

  private static final Duration EARLY = Duration.ofMinutes(1);
  private static final String BEARER = "Bearer ";

  private final XSettings.OAuth2 settings;
  private final TokenDoor door;
  private final TokenChest chest;
  private final TransactionTemplate apart;
  private final InstantSource clock;

  /**
   * @param apart transactions that stand whatever becomes of those around them
   */
  XKeysOfOAuth2(
      XSettings settings,
      Outgoing outgoing,
      TokenStore store,
      TransactionTemplate apart,
      InstallationKey key,
      InstantSource clock) {
    this.settings = Objects.requireNonNull(settings.oauth2());
    this.door = new TokenDoor(settings, outgoing, clock);
    this.chest = new TokenChest(settings, store, key);
    this.apart = apart;
    this.clock = clock;
  }

  @Override
  public String header(String method, URI address) {
    return BEARER + tokens("").access();
  }

  @Override
  public boolean doubted(String header) {
    return !(BEARER + tokens(header.substring(BEARER.length())).access()).equals(header);
  }

  /**
   * @param doubted key X did not believe, empty when there is none
   */
  private Tokens tokens(String doubted) {
    return Objects.requireNonNull(
        apart.execute(_ -> {
          chest.hold();
          Tokens kept = chest.kept().orElse(new Tokens("", settings.refreshToken(), Instant.EPOCH));
          boolean good =
              kept.endsAt().isAfter(clock.instant().plus(EARLY)) && !kept.access().equals(doubted);
          if (good) {
            return kept;
          }
          Tokens fresh = door.refreshed(kept.refresh());
          chest.keep(fresh);
          return fresh;
        }));
  }
}
