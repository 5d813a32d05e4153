package id.lapor.citizen;

import id.lapor.channel.Inbox;
import id.lapor.channel.Wire;
import id.lapor.channel.XPost;
import id.lapor.channel.XPosts;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Taking;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads posts on X. Whoever wrote one, X says, so the account speaks for reports filed from it.
 * What is answered everybody reads: a word in a report of theirs is taken without an answer, and
 * strangers below an answer of ours get none.
 */
@Service
class XDesk {

  /** What another house like ours answers leads to a report of its own. */
  private static final Pattern OF_A_HOUSE = Pattern.compile("https?://\\S+/l/([0-9A-Za-z-]{9,11})");

  private final Inbox inbox;
  private final XPosts posts;
  private final LetterDesk letters;
  private final Known known;
  private final Pictures pictures;

  XDesk(Inbox inbox, XPosts posts, LetterDesk letters, Known known, Pictures pictures) {
    this.inbox = inbox;
    this.posts = posts;
    this.letters = letters;
    this.known = known;
    this.pictures = pictures;
  }

  /** Who and what a post may be about. */
  @org.springframework.stereotype.Component("xKnown")
  record Known(Reports reports, Reporters reporters) {

    Sender sender(XPost post, long message) {
      String called =
          post.handle().isEmpty() ? post.name() : post.name() + " (@" + post.handle() + ")";
      Contact contact =
          new Contact(called.isBlank() ? null : called.strip(), null, null)
              .onX(post.author().isEmpty() ? null : post.author());
      return new Sender(
          Wire.Kind.X,
          post.author().isEmpty() ? new Contact(null, null, null) : contact,
          post.author().isEmpty() ? List.of() : reporters.havingX(post.author()),
          message);
    }

    boolean theirs(Report report, Sender sender) {
      return sender.ids().contains(report.matter().reporter());
    }
  }

  /** Reads the message and settles it, in the transaction it was taken from the inbox with. */
  void read(Inbox.Arrived message) {
    XPost post = posts.open(message);
    switch (post.state()) {
      case UNREADABLE -> inbox.look(message.id(), "unreadable");
      case PASSED_ON -> inbox.read(message.id(), null);
      case DELETED -> deleted(message, post);
      case WRITTEN -> written(message, post);
    }
  }

  /** Of a person, whoever that is. */
  Written written(Inbox.Arrived message) {
    XPost post = posts.open(message);
    Pictures.Taken taken = pictures.take(post, message.arrivedAt());
    return new Written(
        message, known.sender(post, message.id()), taken.files(), List.of(), false, null);
  }

  private void written(Inbox.Arrived message, XPost post) {
    Sender sender = known.sender(post, message.id());
    Optional<Reference> thread =
        Optional.ofNullable(post.answers()).flatMap(posts::thread).flatMap(Reference::parse);
    Optional<Report> below = thread.flatMap(known.reports()::find);
    String words = posts.words(post);
    if (ofAHouse(post)) {
      automatic(message, sender, post);
    } else if (below.isPresent() && !known.theirs(below.get(), sender)) {
      inbox.look(message.id(), "stranger");
    } else {
      act(message, post, sender, said(message, post, sender, thread.orElse(null), words));
    }
  }

  private Sms said(
      Inbox.Arrived message, XPost post, Sender sender, @Nullable Reference thread, String words) {
    Optional<Reference> before =
        post.earlier().stream()
            .flatMap(id -> inbox.known(Wire.Kind.X, XPosts.externalId(id)).stream())
            .filter(k -> k.about() != null && k.id() != message.id())
            .flatMap(k -> known.reports().find(new ReportId(k.about())).stream())
            .filter(r -> known.theirs(r, sender))
            .map(Report::reference)
            .findFirst();
    if (before.isPresent()) {
      return new Sms.Reply(before.get(), "Kiriman diubah menjadi: " + words);
    }
    Sms said =
        thread == null ? SmsWords.read(words, letters.keywords()) : SmsWords.read(words, thread);
    return said instanceof Sms.Reply r && r.words().isBlank() && !post.photos().isEmpty()
        ? new Sms.Reply(r.reference(), "(foto)")
        : reasoned(said, words, sender);
  }

  /**
   * Nobody is asked where everybody reads it what is not solved, so the bare word is the reason;
   * "Belum?" asks how it stands.
   */
  private Sms reasoned(Sms said, String words, Sender sender) {
    if (!(said instanceof Sms.NotSolved n) || !n.words().isBlank()) {
      return said;
    }
    if (Courtesy.questions(words)) {
      return new Sms.Check(n.reference());
    }
    boolean theirs =
        n.reference() == null
            ? !sender.ids().isEmpty()
            : known.reports().find(n.reference()).filter(r -> known.theirs(r, sender)).isPresent();
    return theirs
        ? new Sms.NotSolved(n.reference(), SmsWords.unnumbered(words).strip(), n.contrary())
        : said;
  }

  private void act(Inbox.Arrived message, XPost post, Sender sender, Sms said) {
    Pictures.Taken taken =
        said.carries() && message.repeats() == null
            ? pictures.take(post, message.arrivedAt())
            : Pictures.Taken.NOTHING;
    letters.act(
        new Written(message, sender, taken.files(), List.of(), true, null), taken.named(said));
  }

  /**
   * What a house like ours wrote is never answered, so that two of them never talk to each other.
   */
  private static boolean ofAHouse(XPost post) {
    Matcher address = OF_A_HOUSE.matcher(post.text());
    return address.find() && Reference.parse(address.group(1)).isPresent();
  }

  /** Who names their own report by its address writes to us; all else a person looks at. */
  private void automatic(Inbox.Arrived message, Sender sender, XPost post) {
    Matcher address = OF_A_HOUSE.matcher(post.text());
    Optional<Report> theirs =
        address.find()
            ? Reference.parse(address.group(1))
                .flatMap(known.reports()::find)
                .filter(r -> known.theirs(r, sender))
            : Optional.empty();
    if (theirs.isPresent()) {
      String words = OF_A_HOUSE.matcher(posts.words(post)).replaceAll("").strip();
      Sms said = SmsWords.read(words, theirs.get().reference());
      act(message, post, sender, reasoned(said, words, sender));
    } else {
      inbox.look(message.id(), "automatic");
    }
  }

  /**
   * The report stays: it is in the register, and withdrawing it is said otherwise. A person sees
   * that its author took the post back, and can ask.
   */
  private void deleted(Inbox.Arrived message, XPost post) {
    Optional<Inbox.Known> before = inbox.known(Wire.Kind.X, XPosts.externalId(post.id()));
    if (before.isPresent() && before.get().about() != null) {
      inbox.look(message.id(), "deleted");
    } else {
      inbox.read(message.id(), null);
    }
  }

  /**
   * Takes pictures as evidence, on the way every file takes. Outside of the transaction: a file on
   * disk is loose until a report claims it, whatever becomes of that.
   */
  @org.springframework.stereotype.Component
  static class Pictures {

    /** For so long a picture that cannot be had now is asked for again. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EvidenceBox box;
    private final XPosts posts;
    private final InstantSource clock;
    private final TransactionTemplate outside;

    Pictures(
        EvidenceBox box,
        XPosts posts,
        InstantSource clock,
        PlatformTransactionManager transactions) {
      this.box = box;
      this.posts = posts;
      this.clock = clock;
      this.outside = new TransactionTemplate(transactions);
      this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /**
     * @param left addresses of what could not be taken
     */
    record Taken(List<EvidenceId> files, List<URI> left) {
      static final Taken NOTHING = new Taken(List.of(), List.of());

      /** Addresses of what could not be taken stand in the words, so that an officer can look. */
      Sms named(Sms said) {
        return switch (said) {
          case Sms.Matter m ->
              new Sms.Matter(m.keyword(), m.visibility(), with(m.words()), m.mentions());
          case Sms.Reply r -> new Sms.Reply(r.reference(), with(r.words()));
          case Sms.Check c when !c.words().isEmpty() ->
              new Sms.Check(c.reference(), with(c.words()));
          case Sms.NotSolved n when !n.words().isBlank() ->
              new Sms.NotSolved(n.reference(), with(n.words()), n.contrary());
          default -> said;
        };
      }

      private String with(String words) {
        return left.isEmpty()
            ? words
            : words + "\n\n" + String.join("\n", left.stream().map(URI::toString).toList());
      }
    }

    Taken take(XPost post, Instant arrivedAt) {
      List<EvidenceId> files = new ArrayList<>();
      List<URI> left = new ArrayList<>(post.others());
      for (URI address : post.photos()) {
        Optional<EvidenceId> file =
            files.size() < EvidenceBox.MOST_FILES ? taken(address, arrivedAt) : Optional.empty();
        file.ifPresentOrElse(files::add, () -> left.add(address));
      }
      return new Taken(List.copyOf(files), List.copyOf(left));
    }

    private Optional<EvidenceId> taken(URI address, Instant arrivedAt) {
      try {
        return posts
            .picture(address)
            .map(bytes -> outside.execute(_ -> box.take(new ByteArrayInputStream(bytes), "foto")))
            .filter(Taking.Taken.class::isInstance)
            .map(t -> ((Taking.Taken) t).evidence().id());
      } catch (IOException e) {
        if (clock.instant().isBefore(arrivedAt.plus(PATIENCE))) {
          throw new IllegalStateException("A picture cannot be had now", e);
        }
        return Optional.empty();
      }
    }
  }
}
