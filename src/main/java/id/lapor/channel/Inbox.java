package id.lapor.channel;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that comes in is kept here, sealed, before its sender is told that it arrived; it is
 * read afterwards. What cannot be read waits for a person. Nothing is dropped.
 */
@Service
public class Inbox {

  /** What was read stays sealed for this long, to be read again when something went wrong. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** The same words of the same sender within this time are one message that was sent again. */
  public static final Duration REPEATED = Duration.ofHours(6);

  /** More than this from one sender within an hour waits, a minute longer each. */
  public static final int CALM = 20;

  /** And no longer: a sender's number can be borrowed to keep its owner waiting. */
  public static final Duration CALMED = Duration.ofHours(1);

  /** An operator that got no answer sends a message once more within this time. */
  private static final Duration ECHO = Duration.ofMinutes(2);

  private static final Duration CALMING = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  /** The last one about three quarters of an hour after the first. */
  private static final int MOST_TRIES = 9;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InboxStore store;
  private final LettingGo lettingGo;
  private final InstallationKey key;
  private final Seal seal;
  private final InstantSource clock;

  Inbox(InboxStore store, LettingGo lettingGo, InstallationKey key, InstantSource clock) {
    this.store = store;
    this.lettingGo = lettingGo;
    this.key = key;
    this.seal = new Seal(KeyRing.of(1, key.derive("inbox", "")));
    this.clock = clock;
  }

  /**
   * A message that waits to be read.
   *
   * @param repeats what an earlier one with the same words led to, null when there is none
   * @param why a person has to look at it, or what went wrong when it was read; null for nothing
   */
  public record Arrived(
      long id,
      Wire.Kind wire,
      Letter letter,
      Instant arrivedAt,
      @Nullable Long repeats,
      @Nullable String why) {}

  /**
   * Keeps a message; once this returns it is safe.
   *
   * @param externalId the wire's own number; a repetition changes nothing
   * @return false when it was here already
   */
  @Transactional
  public boolean take(Wire.Kind wire, String externalId, Letter letter) {
    return keep(wire, externalId, letter, letter.text().strip()) != null;
  }

  /**
   * Keeps a message that is more than words, byte by byte.
   *
   * @param words by which it is known when it is sent again
   */
  @Transactional
  public boolean take(
      Wire.Kind wire, String externalId, Letter letter, String words, byte[] bytes) {
    @Nullable Long id = keep(wire, externalId, letter, words);
    if (id != null) {
      store.addRaw(id, seal.close(bytes, rawAddress(id)));
    }
    return id != null;
  }

  /**
   * One of many, of a wire that numbers none.
   *
   * @param why a person has to look at it, null when it can be read
   */
  public record Unnumbered(Letter letter, @Nullable String why) {}

  /**
   * Keeps many at once; the same words of the same sender within {@link #ECHO} are one that was
   * sent again.
   */
  @Transactional
  public void takeAll(Wire.Kind wire, List<Unnumbered> letters) {
    Instant now = clock.instant();
    List<byte[]> senders = letters.stream().map(l -> senderMark(l.letter())).toList();
    Map<String, Integer> before = store.since(senders, now.minus(CALMING));
    Map<InboxStore.Fresh, Optional<String>> fresh = new LinkedHashMap<>();
    for (Unnumbered one : letters) {
      Letter letter = one.letter();
      byte[] sender = senderMark(letter);
      int count = before.merge(HexFormat.of().formatHex(sender), 1, Integer::sum);
      String words = letter.text().strip();
      fresh.put(
          sealed(wire, wire + ":" + UUID.randomUUID(), letter, words, fires(now, count)),
          Optional.ofNullable(one.why()));
    }
    store.addAll(fresh, now.minus(ECHO));
  }

  /**
   * @param count how many came from its sender within the hour, with it
   */
  private static Instant fires(Instant now, int count) {
    long minutes = Math.clamp(count - (long) CALM, 0, CALMED.toMinutes());
    return now.plus(Duration.ofMinutes(minutes));
  }

  private InboxStore.Fresh sealed(
      Wire.Kind wire, String externalId, Letter letter, String words, Instant firesAt) {
    byte[] raw = JSON.writeValueAsString(letter).getBytes(StandardCharsets.UTF_8);
    String kept = kept(wire, externalId);
    return new InboxStore.Fresh(
        wire,
        kept,
        senderMark(letter),
        mark("words", letter.from() + " " + words),
        seal.close(raw, address(wire, kept)),
        clock.instant(),
        firesAt);
  }

  private @Nullable Long keep(Wire.Kind wire, String externalId, Letter letter, String words) {
    Instant now = clock.instant();
    int before = store.since(senderMark(letter), now.minus(CALMING));
    return store.add(sealed(wire, externalId, letter, words, fires(now, before + 1))).orElse(null);
  }

  /**
   * Keeps what a person brought by hand and is settled already, so that it is known when the wire
   * brings it later.
   *
   * @param about number of what it led to
   * @return false when it was here already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean keepSettled(Wire.Kind wire, String externalId, Letter letter, long about) {
    @Nullable Long id = keep(wire, externalId, letter, letter.text().strip());
    if (id != null) {
      store.settle(id, "SEEN", about, null);
    }
    return id != null;
  }

  /**
   * A message that is here.
   *
   * @param about what it led to, null while that is open
   */
  public record Known(long id, @Nullable Long about) {}

  /**
   * @param externalId the wire's own number
   */
  public Optional<Known> known(Wire.Kind wire, String externalId) {
    return store.known(wire, kept(wire, externalId));
  }

  /** The number of a message as its sender gave it; empty once its words are gone. */
  public Optional<String> number(long id) {
    return store.find(id).map(this::opened).map(Arrived::letter).map(Letter::number);
  }

  /** What came in, byte by byte; empty when a person brought only its words. */
  public Optional<byte[]> bytes(long id) {
    return store.findRaw(id).map(sealed -> seal.open(sealed, rawAddress(id)));
  }

  /** What came in, byte by byte. */
  byte[] raw(long id) {
    return seal.open(store.raw(id), rawAddress(id));
  }

  /**
   * The number of the newest message from this address that led to this, as its sender gave it:
   * what an officer put there may be a stranger's.
   */
  public Optional<String> newestNumber(long about, Wire.Kind wire, String address) {
    return store
        .newest(about, wire, mark("sender", normal(address)))
        .map(this::opened)
        .map(Arrived::letter)
        .map(Letter::number)
        .filter(n -> !n.isEmpty());
  }

  /** The messages that led to this, the first one first. */
  public List<Long> leading(long about) {
    return store.leading(about);
  }

  /** The next message to be read, kept from all others until the present transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Arrived> next(Wire.Kind wire) {
    return store.lock(wire, clock.instant()).map(this::opened);
  }

  /**
   * It was understood.
   *
   * @param about number of what it led to, null when it led to nothing that is kept
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void read(long id, @Nullable Long about) {
    store.settle(id, "READ", about, null);
  }

  /** A person has to look at it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void look(long id, String why) {
    store.settle(id, "LOOK", null, why);
  }

  /** A person has to look at it, unless the same words of the same sender wait for one already. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void lookOnce(long id, String why) {
    if (store.waits(id, REPEATED)) {
      read(id, null);
    } else {
      look(id, why);
    }
  }

  /** Reading it failed; it is tried again, and after some tries a person has to look at it. */
  @Transactional
  public void failed(long id, String trouble) {
    store.failed(id, MOST_TRIES, clock.instant(), FIRST_PAUSE, trouble);
  }

  /** Those a person has to look at, the oldest first. */
  @Transactional
  public List<Arrived> toLookAt(int limit) {
    return store.toLookAt(limit).stream().map(this::opened).toList();
  }

  /** One a person looks at, kept from all others; empty when somebody settled it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Arrived> lookAt(long id) {
    return store.lockLook(id).map(this::opened);
  }

  /** Reads one a person looks at once more, as if it came now; false when somebody settled it. */
  @Transactional
  public boolean readAgain(long id) {
    return store.again(id, clock.instant());
  }

  /** A person looked at it, and nothing has to be done. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void seen(long id, @Nullable Long about) {
    store.settle(id, "SEEN", about, null);
  }

  /** How a wire does: what waits, what a person has to look at, and when the last one came. */
  public State state(Wire.Kind wire) {
    return store.state(wire);
  }

  /**
   * @param waiting not read yet
   * @param look a person has to look at
   * @param last when the last one arrived, null when none ever did
   */
  public record State(long waiting, long look, @Nullable Instant last) {}

  /** How many messages ever came in on each wire; reads a whole index. */
  public Map<Wire.Kind, Long> counts() {
    return store.counts();
  }

  /**
   * Lets go of the words of whatever led to this, also through {@link Doors}; its sender was
   * erased.
   */
  @Transactional
  public void forget(long about) {
    lettingGo.forget(about);
  }

  /**
   * Lets go of what came from an address and led to nothing that is kept, read or not; its last
   * owner here was erased.
   */
  @Transactional
  public void forgetLoose(String address) {
    lettingGo.forgetLoose(mark("sender", normal(address)), null);
  }

  /** The same of what arrived before then. */
  @Transactional
  public void forgetLoose(String address, Instant before) {
    lettingGo.forgetLoose(mark("sender", normal(address)), before);
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
  void sweep() {
    lettingGo.sweep(clock.instant().minus(KEPT));
  }

  private Arrived opened(InboxStore.Row row) {
    byte[] raw = seal.open(row.sealed(), address(row.wire(), row.externalId()));
    Letter letter = JSON.readValue(new String(raw, StandardCharsets.UTF_8), Letter.class);
    @Nullable Long repeats =
        store.repeated(row.wordsMark(), row.id(), row.arrivedAt().minus(REPEATED)).orElse(null);
    return new Arrived(row.id(), row.wire(), letter, row.arrivedAt(), repeats, row.trouble());
  }

  private byte[] senderMark(Letter letter) {
    return mark("sender", normal(letter.from()));
  }

  /** An address as every way writes it; signs between digits say nothing, others do. */
  private static String normal(String from) {
    String bare = from.replaceAll("[\\s().\\-]", "");
    return bare.matches("\\+?\\d+")
        ? bare.replaceFirst("^(\\+|00)", "").replaceFirst("^0", "62")
        : from.strip().toLowerCase(Locale.ROOT);
  }

  private byte[] mark(String kind, String words) {
    return key.derive("inbox-" + kind, words);
  }

  /** The wire's own number as it is kept: nobody looks it up where the wire shows it. */
  private String kept(Wire.Kind wire, String externalId) {
    return HexFormat.of().formatHex(mark("external", wire + " " + externalId));
  }

  private static String rawAddress(long id) {
    return "channel_raw/" + id;
  }

  private static String address(Wire.Kind wire, String externalId) {
    return "channel_inbox/" + wire + "/" + externalId;
  }
}
