package id.lapor.notification;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.channel.Wire;
import id.lapor.deadline.Deadlines;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import id.lapor.report.Channel;
import id.lapor.report.Entry;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import id.lapor.report.Workflow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages to reporters: one for each act, on the wire they wrote on, in its words. What does not
 * arrive there goes once more on another they gave.
 */
@Component
class ReporterLetters {

  /** Characters of what an office wrote that an SMS carries. */
  private static final int LONGEST_SMS = 300;

  /** Ways in which an officer wrote it down, so that the reporter has seen nothing of it yet. */
  private static final Set<Channel> DICTATED =
      EnumSet.of(Channel.DESK, Channel.PHONE, Channel.LETTER);

  private final MessageStore store;
  private final Posted posted;
  private final Reporters reporters;
  private final Reports reports;
  private final Deadlines deadlines;
  private final OfficeWords words;
  private final Agencies agencies;
  private final Texts texts;
  private final Settings settings;
  private final InstantSource clock;

  ReporterLetters(
      MessageStore store,
      Posted posted,
      Reporters reporters,
      Reports reports,
      Deadlines deadlines,
      OfficeWords words,
      Agencies agencies,
      Texts texts,
      Settings settings,
      InstantSource clock) {
    this.store = store;
    this.posted = posted;
    this.reporters = reporters;
    this.reports = reports;
    this.deadlines = deadlines;
    this.words = words;
    this.agencies = agencies;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What its reporter is sent; nothing when nobody can or wants to be reached.
   *
   * @param whole what happened on: the report itself, or the one it was merged into
   * @param seq of the act in the journal of the whole
   */
  List<MessageStore.Fresh> of(Report report, Report whole, int seq, Plan.Told told) {
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter == null) {
      return List.of();
    }
    Reporters.Reach reach = reporters.reach(reporter);
    if (reach.silent()) {
      return List.of();
    }
    Telling telling = new Telling(report, whole, told, reach.language());
    MessageStore.About about = new MessageStore.About(whole.id(), seq, false);
    List<MessageStore.Fresh> fresh = new ArrayList<>();
    boolean posts = report.matter().channel() == Channel.X;
    if (posts) {
      fresh.addAll(posted(telling, reporter, about));
    }
    Wire.@Nullable Kind wire = first(report.matter().channel(), reach);
    if (wire != null && !(posts && posted.tellsAlone())) {
      fresh.add(fresh(telling, reporter, wire, about));
    }
    return fresh;
  }

  /** What carries messages to its reporter; nothing when nobody can or wants to be reached. */
  Optional<Wire.Kind> wire(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter == null) {
      return Optional.empty();
    }
    Reporters.Reach reach = reporters.reach(reporter);
    return reach.silent()
        ? Optional.empty()
        : Optional.ofNullable(first(report.matter().channel(), reach));
  }

  private List<MessageStore.Fresh> posted(
      Telling t, ReporterId reporter, MessageStore.About about) {
    Object[] params = params(t, said(t), link(t));
    Posted.Said said =
        new Posted.Said(t.report(), t.key(), t.language(), params, text(t, Wire.Kind.X));
    return posted.of(
        said,
        new MessageStore.To.Reporter(reporter),
        new Posted.When(clock.instant(), at(t, about), undone(t, about), about, quiet(t)));
  }

  /** On the other wire, when there is one. */
  void instead(DeliveryStore.Missed missed) {
    @Nullable Report report = reports.find(missed.report()).orElse(null);
    @Nullable ReporterId reporter = report == null ? null : report.matter().reporter();
    if (report == null || reporter == null) {
      return;
    }
    Reporters.Reach reach = reporters.reach(reporter);
    Wire.@Nullable Kind other =
        Stream.of(Wire.Kind.EMAIL, Wire.Kind.SMS)
            .filter(w -> w != missed.wire() && reached(w, reach))
            .findFirst()
            .orElse(null);
    if (reach.silent() || other == null) {
      return;
    }
    MessageStore.About about =
        new MessageStore.About(missed.about().whole(), missed.about().seq(), true);
    told(report, about)
        .ifPresent(t -> {
          Telling telling = new Telling(report, t.whole(), t.told(), reach.language());
          store.add(List.of(fresh(telling, reporter, other, about)), clock.instant());
        });
  }

  /** What an act means to a reporter, and on which report it happened. */
  private record News(Report whole, Plan.Told told) {}

  private Optional<News> told(Report report, MessageStore.About about) {
    boolean own = about.whole().equals(report.id());
    return reports
        .find(about.whole())
        .flatMap(whole -> {
          Entry entry =
              reports.history(whole.id()).stream()
                  .filter(e -> e.seq() == about.seq())
                  .findFirst()
                  .orElseThrow();
          return (own ? Plan.of(null, whole, entry) : Plan.joined(whole, entry))
              .stream()
                  .filter(t -> t.office() == null)
                  .findFirst()
                  .map(t -> new News(whole, exact(t)));
        });
  }

  private Plan.Told exact(Plan.Told told) {
    return !told.issued().isEmpty() && words.settled(told.issued()) ? told.settled() : told;
  }

  /** The one they wrote on; who wrote on none that carries answers gets mail before an SMS. */
  private static Wire.@Nullable Kind first(Channel way, Reporters.Reach reach) {
    boolean spoke = way == Channel.SMS || way == Channel.PHONE;
    Wire.Kind wanted = spoke ? Wire.Kind.SMS : Wire.Kind.EMAIL;
    if (reached(wanted, reach)) {
      return wanted;
    }
    Wire.Kind other = spoke ? Wire.Kind.EMAIL : Wire.Kind.SMS;
    return reached(other, reach) ? other : null;
  }

  private static boolean reached(Wire.Kind wire, Reporters.Reach reach) {
    return switch (wire) {
      case SMS -> reach.phone();
      case EMAIL -> reach.email();
      case X -> false; // posts are written where a post was, see Posted
    };
  }

  private MessageStore.Fresh fresh(
      Telling t, ReporterId reporter, Wire.Kind wire, MessageStore.About about) {
    boolean asked = receipt(t) && wire.name().equals(t.report().matter().channel().name());
    return new MessageStore.Fresh(
        t.report().id(),
        wire,
        new MessageStore.To.Reporter(reporter),
        text(t, wire),
        false,
        at(t, about),
        undone(t, about),
        asked,
        about,
        quiet(t));
  }

  private static boolean receipt(Telling t) {
    return t.told().key().equals(Plan.RECEIPT);
  }

  private static boolean waits(Telling t, MessageStore.About about) {
    return t.told().waits() && !about.instead();
  }

  /** At once what they wait for, all else at hours at which one writes to people. */
  private Instant at(Telling t, MessageStore.About about) {
    Instant now = clock.instant();
    Instant soonest = waits(t, about) ? now.plus(Workflow.SECOND_THOUGHTS).plusSeconds(1) : now;
    Quiet.@Nullable Reporter quiet = quiet(t);
    return quiet == null ? now : quiet.next(soonest);
  }

  private Quiet.@Nullable Reporter quiet(Telling t) {
    return receipt(t) ? null : new Quiet.Reporter(holder(t.whole()).zone());
  }

  private static @Nullable ReportId undone(Telling t, MessageStore.About about) {
    return waits(t, about) ? t.whole().id() : null;
  }

  private Agency holder(Report report) {
    return agencies.get(report.course().lead().orElse(report.course().desk()));
  }

  /**
   * Something told to a reporter.
   *
   * @param whole what happened on: the report itself, or the one it was merged into
   */
  private record Telling(Report report, Report whole, Plan.Told told, Locale language) {

    String key() {
      return "notification." + told.key();
    }
  }

  /** In the words of the wire, for who wrote on it and may have nothing else. */
  private MessageStore.Text text(Telling t, Wire.Kind wire) {
    Channel way = t.report().matter().channel();
    Object[] params = params(t, said(t), link(t));
    MessageStore.Text text =
        new MessageStore.Text(
            texts.get(t.language(), t.key() + ".subject", params),
            texts.get(t.language(), t.key() + ".body", params));
    if (receipt(t) && DICTATED.contains(way)) {
      return instead(t, ".dictated", text, params);
    }
    return switch (wire) {
      case SMS -> way == Channel.SMS ? instead(t, ".sms", text, params(t, cut(said(t)), "")) : text;
      case EMAIL -> way == Channel.EMAIL ? instead(t, ".mail", text, params) : text;
      case X -> text;
    };
  }

  /** What was written; of an offer how long the rules of the report give before it is made. */
  private String said(Telling t) {
    return t.told().key().equals(Plan.OFFER)
        ? deadlines.offeredAfter(t.report().id()).map(a -> a.words(texts, t.language())).orElse("")
        : t.told().words();
  }

  private String link(Telling t) {
    return settings.publicUrl() + "/l/" + t.report().reference();
  }

  /** The words a wire has of its own for this, the usual ones where it has none. */
  private MessageStore.Text instead(
      Telling t, String wire, MessageStore.Text usual, Object[] params) {
    String key = t.key() + wire;
    return texts.has(key)
        ? new MessageStore.Text(usual.subject(), texts.get(t.language(), key, params))
        : usual;
  }

  private static String cut(String words) {
    return words.length() <= LONGEST_SMS ? words : words.substring(0, LONGEST_SMS - 1) + "…";
  }

  /** What a message may name: the number, who has the report, words, a link, and whose desk. */
  private Object[] params(Telling t, String words, String link) {
    String desk = agencies.get(t.whole().course().desk()).name();
    String holder = holder(t.whole()).name();
    return new Object[] {t.report().reference().toString(), holder, words, link, desk};
  }
}
