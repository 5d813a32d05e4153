package id.lapor.channel;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * The words of a mail that is written as HTML, line by line, and nothing else of it. Pure, and
 * walked once from its beginning to its end: nothing is looked for, and nothing taken out.
 */
final class HtmlWords {

  /** Of one mail; beyond them nested ones take a parser seconds. Honest mail has a few thousand. */
  static final int MOST_TAGS = 20_000;

  private static final Set<String> LINES =
      Set.of("br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "hr", "blockquote");

  /** What is never shown. */
  private static final Set<String> HIDDEN =
      Set.of("head", "script", "style", "template", "title", "noscript");

  /** The quotes of the usual programs. */
  private static final Set<String> QUOTES =
      Set.of("gmail_quote", "gmail_signature", "yahoo_quoted", "moz-cite-prefix", "moz-signature");

  /** Of Outlook: behind them, beside them, is the mail that is answered. */
  private static final Set<String> DIVIDERS = Set.of("appendonsend", "divRplyFwdMsg");

  private final Element body;

  /**
   * @param html with no more than {@link #MOST_TAGS}, see {@link #end}
   */
  HtmlWords(String html) {
    this.body = Jsoup.parse(html).body();
  }

  /** Where the last tag ends that may be read; the length of the text where it has no more. */
  static int end(String html, int tags) {
    int left = tags;
    for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
      if (left-- == 0) {
        return i;
      }
    }
    return html.length();
  }

  /** What its sender wrote now. */
  String own() {
    return walked(false);
  }

  /** The same with what is quoted. */
  String whole() {
    return walked(true);
  }

  private String walked(boolean quotes) {
    Walk walk = new Walk(quotes);
    body.filter(walk);
    return walk.words
        .toString()
        .replace('\u00a0', ' ')
        .replaceAll("[ \\t]{1,100}\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static final class Walk implements NodeFilter {

    private final boolean quotes;
    private final StringBuilder words = new StringBuilder();

    /** In which a divider was passed. */
    private final Set<Node> divided = Collections.newSetFromMap(new IdentityHashMap<>());

    Walk(boolean quotes) {
      this.quotes = quotes;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        words.append(text.text());
      } else if (node instanceof Element element) {
        if (HIDDEN.contains(element.normalName()) || (!quotes && quoted(element))) {
          return FilterResult.SKIP_ENTIRELY;
        }
        if (breaks(element)) {
          words.append('\n');
        }
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element && breaks(element) && !element.nameIs("br")) {
        words.append('\n');
      }
      return FilterResult.CONTINUE;
    }

    private boolean quoted(Element element) {
      if (DIVIDERS.contains(element.id()) && element.parent() != null) {
        divided.add(element.parent());
      }
      return divided.contains(element.parent())
          || element.nameIs("blockquote")
          || QUOTES.stream().anyMatch(element::hasClass);
    }

    private static boolean breaks(Element element) {
      return LINES.contains(element.normalName());
    }
  }
}
