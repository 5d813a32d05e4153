package id.lapor.people;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.platform.key.Seal;
import id.lapor.platform.page.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who the reporters are. They are kept in a vault; {@link #look} is the one way to learn who
 * somebody is, and it writes down who looked and why, in the same transaction; {@link #again} only
 * opens what it wrote of.
 */
@Service
public class Reporters implements Check {

  private static final Logger log = LoggerFactory.getLogger(Reporters.class);

  private final Vault vault;
  private final LookBook book;
  private final Readmissions readmissions;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;

  Reporters(
      Vault vault,
      LookBook book,
      Readmissions readmissions,
      InstantSource clock,
      ApplicationEventPublisher listeners) {
    this.readmissions = readmissions;
    this.vault = vault;
    this.book = book;
    this.clock = clock;
    this.listeners = listeners;
  }

  /**
   * How somebody can be reached, without being known.
   *
   * @param phoneProven a code sent to the number came back
   * @param restricted the reporter had the identity shut
   * @param silent and wants no messages
   * @param language in which they filed
   */
  public record Reach(
      boolean phone,
      boolean email,
      boolean phoneProven,
      boolean emailProven,
      boolean restricted,
      boolean silent,
      Locale language) {

    static final Reach NONE = new Reach(false, false, false, false, false, false, Texts.INDONESIAN);

    public boolean proven() {
      return phoneProven || emailProven;
    }

    boolean proven(boolean byPhone) {
      return byPhone ? phoneProven : emailProven;
    }

    public boolean any() {
      return phone || email;
    }
  }

  /** An identity is gone for good; whoever copied something of it lets go of it now. */
  public record Erased(ReporterId reporter) {}

  /**
   * Identities may be let go of or shut in this transaction: whoever then changes rows about them
   * takes these now, before the identity itself. So does everybody who works on such a row and
   * comes to the identity by it, and nobody waits for each other.
   */
  public record Leaving(List<ReporterId> reporters) {}

  /** An identity was shut; what was shown of it goes. */
  public record Restricted(ReporterId reporter, boolean silent) {}

  @Transactional
  public ReporterId keep(Contact contact) {
    return keep(contact, Texts.INDONESIAN);
  }

  /**
   * @param language in which they are written to
   */
  @Transactional
  public ReporterId keep(Contact contact, Locale language) {
    ReporterId id = vault.next();
    vault.add(id, contact, language, clock.instant());
    book.write(id, Look.of(Look.Purpose.KEPT, ""));
    return id;
  }

  /** Whether there is an identity and it was not erased. */
  public boolean kept(ReporterId id) {
    return vault.reach(id).isPresent();
  }

  /** What the house put on record so of two persons agreeing to name somebody. */
  List<Look.Kept> agreed(ReporterId id) {
    return book.held(id, Look.Purpose.ASKED, Look.Purpose.APPROVED);
  }

  /** Nothing is opened for this. */
  public Reach reach(ReporterId id) {
    return vault.reach(id).orElse(Reach.NONE);
  }

  /**
   * Who it is. The only way to find out.
   *
   * @param look why, and who wants to know; kept for the reporter to see
   * @return empty when there never was an identity, it was erased, or its reporter had it shut; and
   *     for an officer whose account was reset and whom nobody has agreed to yet
   */
  @Transactional
  public Optional<Contact> look(ReporterId id, Look look) {
    Vault.@Nullable Row row = vault.hold(id).orElse(null);
    if (row == null || (row.restricted() && !look.purpose().opensRestricted(row.silent()))) {
      return Optional.empty();
    }
    if (look.officer() != null && readmissions.waits(look.officer())) {
      return Optional.empty();
    }
    book.write(id, look);
    return Optional.of(vault.open(row));
  }

  /**
   * The same for what the house tries again: where such a look was written down since it began, it
   * is the same one and no other is.
   */
  @Transactional
  public Optional<Contact> again(ReporterId id, Look look, Instant since) {
    Vault.@Nullable Row row = vault.hold(id).orElse(null);
    if (row == null || !look.purpose().byHouse() || !book.has(id, look, since)) {
      return look(id, look);
    }
    return row.restricted() && !look.purpose().opensRestricted(row.silent())
        ? Optional.empty()
        : Optional.of(vault.open(row));
  }

  /** Writes down something done about an identity that showed nothing of it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(ReporterId id, Look look) {
    if (vault.hold(id).isPresent()) {
      book.write(id, look);
    }
  }

  /** Everything ever done with this identity, oldest first. */
  public List<Look.Kept> looks(ReporterId id) {
    return book.of(id);
  }

  public List<ReporterId> havingPhone(String phone) {
    return vault.having("phone", phone);
  }

  public List<ReporterId> havingEmail(String email) {
    return vault.having("email", email);
  }

  /**
   * @param account its number on X
   */
  public List<ReporterId> havingX(String account) {
    return vault.having("x", account);
  }

  /** The reporter proved a number or address to be theirs. */
  @Transactional
  public void prove(ReporterId id, boolean phone) {
    if (vault.hold(id).isPresent()) {
      vault.verified(id, phone, clock.instant());
      book.write(id, Look.of(Look.Purpose.VERIFIED, phone ? "phone" : "email"));
    }
  }

  /** The reporter says it right; what changed has to be proven anew. */
  @Transactional
  public void correct(ReporterId id, Contact contact) {
    Vault.@Nullable Row row = vault.hold(id).orElse(null);
    if (row == null) {
      return;
    }
    Contact before = vault.open(row);
    vault.change(id, contact.onX(before.x()));
    if (!Objects.equals(before.phone(), contact.phone())) {
      vault.verified(id, true, null);
    }
    if (!Objects.equals(before.email(), contact.email())) {
      vault.verified(id, false, null);
    }
    book.write(id, Look.of(Look.Purpose.CORRECTED, ""));
  }

  /**
   * What a correction would make of an identity becomes it, proofs included, and the other is gone.
   *
   * @param officer who decided on it, null when the reporter's proofs did
   */
  @Transactional
  void takeOver(ReporterId id, ReporterId fresh, @Nullable Officer officer) {
    listeners.publishEvent(new Leaving(List.of(id, fresh)));
    Vault.@Nullable Row to = vault.hold(id).orElse(null);
    Vault.@Nullable Row from = vault.hold(fresh).orElse(null);
    if (to == null || from == null) {
      return;
    }
    Contact before = vault.open(to);
    Contact after = vault.open(from);
    vault.change(id, after.onX(before.x()));
    if (!Objects.equals(before.phone(), after.phone())) {
      vault.verified(id, true, from.phoneVerified());
    }
    if (!Objects.equals(before.email(), after.email())) {
      vault.verified(id, false, from.emailVerified());
    }
    book.write(id, new Look(Look.Purpose.CORRECTED, officer, ""));
    erase(fresh);
  }

  /**
   * Addresses a correction brings that were not there before, and whether they are proven.
   *
   * @param phone whether there is a new number
   */
  public record Pending(boolean phone, boolean phoneProven, boolean email, boolean emailProven) {}

  /** Compares keyed hashes; nothing is opened for this. */
  Pending pending(ReporterId id, ReporterId fresh) {
    Reach reach = reach(fresh);
    return new Pending(
        reach.phone() && !vault.mark(id, true).equals(vault.mark(fresh, true)),
        reach.phoneProven(),
        reach.email() && !vault.mark(id, false).equals(vault.mark(fresh, false)),
        reach.emailProven());
  }

  /**
   * The country of the number, which says whether a code goes there. That is no look, and on the
   * trail is only what is sent: the house opens the number by itself, tells it to nobody, and of it
   * nothing but the country leaves this method.
   */
  @Transactional
  Optional<String> country(ReporterId id) {
    return vault.hold(id).map(vault::open).map(Contact::phone).map(Contact::country);
  }

  /** Keeps others from changing the identity until the present transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  void hold(ReporterId id) {
    vault.hold(id);
  }

  /** The same where identities may be let go of, with all that goes then. */
  @Transactional(propagation = Propagation.MANDATORY)
  void holdToLetGo(ReporterId id) {
    listeners.publishEvent(new Leaving(List.of(id)));
    vault.hold(id);
  }

  /**
   * Whether anything would be other than before. That is no look: the house compares by itself and
   * shows nothing of either. What comes of it is on record, as a look where it is taken over at
   * once and as a request where it waits. Holds the identity.
   */
  @Transactional
  boolean changes(ReporterId id, Contact wanted) {
    return vault
        .hold(id)
        .map(vault::open)
        .map(c ->
            differs(c.phone(), wanted.phone())
                || differs(c.email(), wanted.email())
                || !Objects.equals(c.name(), wanted.name())
                || !Objects.equals(c.nik(), wanted.nik()))
        .orElse(false);
  }

  private static boolean differs(@Nullable String before, @Nullable String after) {
    return !Objects.equals(
        before == null ? null : Vault.normal(before), after == null ? null : Vault.normal(after));
  }

  /**
   * Shuts an identity: nobody opens it until its reporter says so.
   *
   * @param silent whether the reporter wants no messages either
   */
  @Transactional
  public void restrict(ReporterId id, boolean silent) {
    listeners.publishEvent(new Leaving(List.of(id)));
    if (vault.hold(id).isPresent()) {
      vault.restrict(id, clock.instant(), silent);
      book.write(id, Look.of(Look.Purpose.RESTRICTED, ""));
      listeners.publishEvent(new Restricted(id, silent));
    }
  }

  /** Opens it again, to whom it was open before. */
  @Transactional
  public void release(ReporterId id) {
    if (vault.hold(id).filter(Vault.Row::restricted).isPresent()) {
      vault.restrict(id, null, false);
      book.write(id, Look.of(Look.Purpose.RELEASED, ""));
    }
  }

  /**
   * Lets go of an identity for good, also of one that does not open. What officers wrote as reasons
   * goes with it, because it may name the person; that they looked, and when, stays.
   *
   * @return who it was, so that what is kept under their addresses goes as well and at once; empty
   *     when there is none
   */
  @Transactional
  public Optional<Contact> erase(ReporterId id) {
    listeners.publishEvent(new Leaving(List.of(id)));
    Vault.@Nullable Row row = vault.hold(id).orElse(null);
    if (row == null) {
      return Optional.empty();
    }
    Contact contact = lastOf(row);
    book.write(id, Look.of(Look.Purpose.ERASED, ""));
    vault.remove(id);
    listeners.publishEvent(new Erased(id));
    return Optional.of(contact);
  }

  private Contact lastOf(Vault.Row row) {
    try {
      return vault.open(row);
    } catch (Seal.Broken e) {
      log.warn("An identity goes that does not open: {}", e.getMessage());
      return new Contact(null, null, null);
    }
  }

  /**
   * Every identity opens in its own row and nowhere else, is found by itself, is shut or not, and
   * proven or not as far as what was done with it tells.
   */
  @Override
  public Optional<Verdict.Finding> look() {
    return vault
        .firstWrong()
        .map(w -> new Verdict.Finding("people_vault " + w.id().value(), w.what()))
        .or(() ->
            book.firstShutOtherwise()
                .map(id ->
                    new Verdict.Finding(
                        "people_vault " + id.value(),
                        "Whether it is shut is not what its reporter last said.")))
        .or(() ->
            book.firstProvenOtherwise()
                .map(id ->
                    new Verdict.Finding(
                        "people_vault " + id.value(),
                        "What of it is proven is not what was proven.")))
        .or(() ->
            book.firstKeptOtherwise()
                .map(id ->
                    new Verdict.Finding(
                        "people_vault " + id.value(),
                        "Whether it is there is not what was done with it: kept, or erased.")));
  }
}
