package id.lapor.channel;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of a mail that is written as HTML, line by line, and nothing else of it. Pure. */
final class HtmlWords {

  private static final int LONGEST = 500_000;

  private static final Set<String> LINES =
      Set.of("br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "hr", "blockquote");

  /** What is never shown, and the quotes of the usual programs. */
  private static final String HIDDEN = "head, script, style, template, title, noscript";

  private static final String QUOTES =
      "blockquote, .gmail_quote, .gmail_signature, .yahoo_quoted, .moz-cite-prefix, .moz-signature, #appendonsend, #appendonsend ~ *, #divRplyFwdMsg, #divRplyFwdMsg ~ *";

  private HtmlWords() {}

  /**
   * @param quotes whether what is quoted stays
   */
  static String of(String html, boolean quotes) {
    Document page = Jsoup.parse(html.substring(0, Math.min(html.length(), LONGEST)));
    page.select(quotes ? HIDDEN : HIDDEN + ", " + QUOTES).remove();
    StringBuilder words = new StringBuilder();
    page.body().traverse(visitor(words));
    return words
        .toString()
        .replace('\u00a0', ' ')
        .replaceAll("[ \\t]{1,100}\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static NodeVisitor visitor(StringBuilder words) {
    return new NodeVisitor() {
      @Override
      public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
          words.append(text.text());
        } else if (node instanceof Element element && breaks(element)) {
          words.append('\n');
        }
      }

      @Override
      public void tail(Node node, int depth) {
        if (node instanceof Element element && breaks(element) && !element.nameIs("br")) {
          words.append('\n');
        }
      }
    };
  }

  private static boolean breaks(Element element) {
    return LINES.contains(element.normalName());
  }
}
