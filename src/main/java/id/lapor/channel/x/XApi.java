package id.lapor.channel.x;

import id.lapor.platform.CannotStart;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.net.Outgoing;
import id.lapor.platform.net.OutgoingSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks with X by its API v2, in the name of the account. */
@Component
@ConditionalOnProperty("lapor.x.account")
class XApi implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(XApi.class);

  /** Of a page; a hundred of the longest posts are smaller. */
  private static final long MOST = 24L * 1024 * 1024;

  /** When X does not say how long to wait: a window of its limits. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private static final int LONGEST_SAID = 200;

  private final XSettings settings;
  private final Outgoing outgoing;
  private final XKeys keys;
  private final Pauses pauses;
  private final InstantSource clock;

  XApi(
      XSettings settings,
      OutgoingSettings hosts,
      TokenStore tokens,
      Pauses pauses,
      PlatformTransactionManager transactions,
      InstallationKey key,
      InstantSource clock) {
    this.settings = settings;
    this.outgoing = Outgoing.trusting(settings.trusted(), hosts);
    this.pauses = pauses;
    this.clock = clock;
    if (settings.oauth2() != null) {
      TransactionTemplate apart = new TransactionTemplate(transactions);
      apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      this.keys = new XKeysOfOAuth2(settings, outgoing, tokens, apart, key, clock);
    } else if (settings.oauth1() != null) {
      this.keys = new XKeysOfOAuth1(settings.oauth1(), settings.consumerSecret(), clock);
    } else {
      throw new CannotStart(
          "lapor.x.account is set, but neither lapor.x.oauth1 nor lapor.x.oauth2 says how it shows X who it is.");
    }
  }

  /** What can be asked of X, each with limits of its own. */
  enum Deed {
    READ,
    WRITE,
    /** To somebody alone. */
    MESSAGE;

    boolean reads() {
      return this == READ;
    }
  }

  Listing list(Reading reading) {
    JsonNode page = done(Deed.READ, address(reading), null);
    if (page.has("data") && !page.path("data").isArray()) {
      throw new XRefused(XRefused.Why.BROKEN, "X sends a list that is none");
    }
    JsonNode meta = page.path("meta");
    return new Listing(
        Parcel.listed(page),
        PostReader.counted(meta.path("newest_id").stringValue("")).orElse(null),
        PostReader.counted(meta.path("oldest_id").stringValue("")).orElse(null),
        meta.path("next_token").stringValueOpt().orElse(null));
  }

  /**
   * Writes a post.
   *
   * @param answers number of the one it answers
   * @return its number, empty when X did not say
   */
  String write(String text, String answers) {
    ObjectNode post = PostReader.JSON.createObjectNode();
    post.put("text", text);
    post.putObject("reply").put("in_reply_to_tweet_id", answers);
    JsonNode said =
        done(
            Deed.WRITE,
            settings.url().resolve("/2/tweets"),
            PostReader.JSON.writeValueAsBytes(post));
    return said.path("data").path("id").stringValue("");
  }

  /**
   * Writes to an account alone. X takes the same words there as often as they come, so where nobody
   * knows whether it has them, nobody hurries.
   */
  void message(String text, String account) {
    ObjectNode message = PostReader.JSON.createObjectNode();
    message.put("text", text);
    done(
        Deed.MESSAGE,
        settings.url().resolve("/2/dm_conversations/with/" + account + "/messages"),
        PostReader.JSON.writeValueAsBytes(message));
  }

  private URI address(Reading r) {
    Map<String, String> query = new LinkedHashMap<>();
    if (r.source() == Reading.Source.SEARCH) {
      query.put("query", settings.search());
    }
    if (r.since() == null) {
      query.put("start_time", r.from().truncatedTo(ChronoUnit.SECONDS).toString());
    } else {
      query.put("since_id", String.valueOf(r.since()));
    }
    if (r.until() != null) {
      query.put("until_id", String.valueOf(r.until()));
    }
    query.put("max_results", String.valueOf(r.most()));
    if (r.next() != null) {
      query.put("pagination_token", r.next());
    }
    query.put(
        "tweet.fields",
        "attachments,author_id,created_at,edit_history_tweet_ids,entities,note_tweet,referenced_tweets,text");
    query.put("expansions", "author_id,attachments.media_keys");
    query.put("media.fields", "media_key,type,url,variants");
    query.put("user.fields", "name,username");
    String path =
        r.source() == Reading.Source.SEARCH
            ? "/2/tweets/search/recent"
            : "/2/users/" + settings.account() + "/mentions";
    return settings
        .url()
        .resolve(
            path
                + query.entrySet().stream()
                    .map(e -> e.getKey() + "=" + Signature.encoded(e.getValue()))
                    .collect(Collectors.joining("&", "?", "")));
  }

  /**
   * @param json what is written, null to read
   */
  private JsonNode done(Deed deed, URI address, byte @Nullable [] json) {
    pauses.check(deed);
    String method = json == null ? "GET" : "POST";
    String header = keys.header(method, address);
    Outgoing.Answer answer = sent(address, header, json);
    if (answer.status() == 401 && keys.doubted(header)) {
      answer = sent(address, keys.header(method, address), json);
    }
    heed(deed, answer);
    JsonNode said = read(deed, answer);
    if (answer.status() / 100 != 2) {
      throw refused(deed, answer, said);
    }
    return said;
  }

  private Outgoing.Answer sent(URI address, String header, byte @Nullable [] json) {
    Map<String, String> headers = Map.of("Authorization", header);
    try {
      return json == null
          ? outgoing.get(address, headers, MOST)
          : outgoing.post(address, headers, json, MOST);
    } catch (IOException e) {
      throw away(e);
    }
  }

  static XRefused away(IOException e) {
    return new XRefused(
        e instanceof SSLException ? XRefused.Why.UNSAFE : XRefused.Why.AWAY,
        "X did not answer: " + e.getMessage(),
        null,
        e);
  }

  /**
   * X says with every answer how often it may be asked still, and with none left until when not. It
   * has done what it was asked: that this cannot be kept is no reason to ask again.
   */
  private void heed(Deed deed, Outgoing.Answer answer) {
    boolean limited = answer.status() == 429;
    boolean last = "0".equals(answer.headers().get("x-rate-limit-remaining"));
    Optional<Instant> reset = reset(answer).filter(r -> !limited || r.isAfter(clock.instant()));
    try {
      if (limited) {
        pauses.set(deed, reset.orElse(clock.instant().plus(WINDOW)));
      } else if (last && reset.isPresent()) {
        pauses.set(deed, reset.get());
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Until when X asked to wait was not kept", e);
    }
  }

  private Optional<Instant> reset(Outgoing.Answer answer) {
    String said = answer.headers().getOrDefault("x-rate-limit-reset", "");
    return said.matches("\\d{1,12}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(said)))
        : Optional.empty();
  }

  /** What was written is written, whether anybody can read what X says to that or not. */
  private JsonNode read(Deed deed, Outgoing.Answer answer) {
    boolean needed = deed.reads() && answer.status() / 100 == 2;
    try {
      JsonNode said = PostReader.JSON.readTree(answer.body());
      if (said.isObject()) {
        return said;
      }
    } catch (JacksonException e) {
      if (needed) {
        throw new XRefused(XRefused.Why.BROKEN, "X sends what nobody can read", null, e);
      }
    }
    if (needed) {
      throw new XRefused(XRefused.Why.BROKEN, "X sends what nobody can read");
    }
    return PostReader.JSON.createObjectNode();
  }

  /** What it says of the app or its keys, whatever is written to whomever. */
  private static final Set<String> OF_THE_APP =
      Set.of("oauth1-permissions", "client-forbidden", "unsupported-authentication");

  private static boolean ofTheApp(JsonNode said) {
    String type = said.path("type").stringValue("");
    return OF_THE_APP.contains(type.substring(type.lastIndexOf('/') + 1));
  }

  /**
   * An app that may post and not write to somebody alone never sends such a message: that is told
   * on another wire. One that may only read will be mended, and it waits.
   */
  private boolean keepsWaiting(Deed deed, JsonNode said) {
    return ofTheApp(said) && (deed == Deed.WRITE || pauses.forbidden());
  }

  private XRefused refused(Deed deed, Outgoing.Answer answer, JsonNode said) {
    boolean capped =
        answer.status() == 402 || said.path("type").stringValue("").endsWith("/usage-capped");
    boolean duplicate = said.path("detail").stringValue("").contains("duplicate content");
    XRefused.Why ours = deed.reads() ? XRefused.Why.BROKEN : XRefused.Why.HOPELESS;
    XRefused.Why why =
        switch (answer.status()) {
          case 401 -> XRefused.Why.LOGIN;
          case 403 ->
              duplicate
                  ? XRefused.Why.WRITTEN_ALREADY
                  : deed.reads() || keepsWaiting(deed, said)
                      ? XRefused.Why.LOGIN
                      : XRefused.Why.HOPELESS;
          case 429 -> XRefused.Why.LIMITED;
          default -> answer.status() >= 500 ? XRefused.Why.AWAY : ours;
        };
    return new XRefused(
        capped ? XRefused.Why.CAPPED : why,
        "X answered " + answer.status() + " " + words(said),
        answer.status() == 429 ? reset(answer).orElse(null) : null,
        null);
  }

  private static String words(JsonNode said) {
    Function<String, String> field = name -> said.path(name).stringValue("");
    String words = (field.apply("title") + " " + field.apply("detail")).replaceAll("\\p{C}+", " ");
    return words
        .substring(
            0,
            words.offsetByCodePoints(
                0, Math.min(LONGEST_SAID, words.codePointCount(0, words.length()))))
        .strip();
  }

  @Override
  public void close() throws IOException {
    outgoing.close();
  }
}
