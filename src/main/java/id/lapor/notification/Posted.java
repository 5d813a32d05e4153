package id.lapor.notification;

import id.lapor.channel.Wire;
import id.lapor.channel.XPosts;
import id.lapor.platform.Settings;
import id.lapor.platform.page.Texts;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is told to whoever filed by a post on X: once where everybody reads it, and every step to
 * them alone, where the account may write so.
 */
@Component
class Posted {

  private static final int LINK = 3;

  private final Texts texts;
  private final Settings settings;
  private final XPosts posts;

  Posted(Texts texts, Settings settings, XPosts posts) {
    this.texts = texts;
    this.settings = settings;
    this.posts = posts;
  }

  /**
   * What is told.
   *
   * @param params of the words, the address of the report at {@link #LINK}
   * @param usual in the words for all wires
   */
  record Said(
      Report report, String key, Locale language, Object[] params, MessageStore.Text usual) {}

  /**
   * @param at not before, for what may wait
   * @param undone report whose forward it tells of, null when nothing can undo it
   * @param about the act it tells of
   * @param quiet whose civil hours it keeps; null where it goes at any hour
   */
  record When(
      Instant now,
      Instant at,
      @Nullable ReportId undone,
      MessageStore.About about,
      @Nullable Quiet quiet) {}

  /** Whether every step is told to them alone as well. */
  boolean tellsAlone() {
    return posts.writesPrivately();
  }

  List<MessageStore.Fresh> of(Said said, MessageStore.To to, When when) {
    Report report = said.report();
    List<MessageStore.Fresh> fresh = new ArrayList<>();
    boolean receipt = said.key().endsWith(Plan.RECEIPT);
    if (receipt) {
      MessageStore.Text text = new MessageStore.Text("", inPublic(said));
      fresh.add(
          new MessageStore.Fresh(
              report.id(), Wire.Kind.X, to, text, false, when.now(), null, true, null, null));
    }
    if (posts.writesPrivately()) {
      String own = said.key() + ".xPrivate";
      String body =
          texts.has(own) ? texts.get(said.language(), own, said.params()) : said.usual().body();
      MessageStore.Text text = new MessageStore.Text(said.usual().subject(), body);
      fresh.add(
          new MessageStore.Fresh(
              report.id(),
              Wire.Kind.X,
              to,
              text,
              false,
              when.at(),
              when.undone(),
              receipt,
              when.about(),
              when.quiet()));
    }
    return fresh;
  }

  /** Of a secret report not even that it exists. */
  private String inPublic(Said said) {
    Object[] params = said.params().clone();
    if (said.report().matter().visibility() != Visibility.SECRET) {
      String own = posts.writesPrivately() ? ".x" : ".xOnly";
      return texts.get(said.language(), said.key() + own, params);
    }
    params[LINK] = settings.publicUrl();
    return texts.get(said.language(), said.key() + ".xSecret", params);
  }
}
