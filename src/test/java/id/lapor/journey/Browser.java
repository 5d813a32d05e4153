package id.lapor.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's chromium, driven as a person would; complaints of the browser are collected. */
final class Browser implements AutoCloseable {

  private static final Path PICTURES = Path.of("target", "pictures");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Browser open() {
    Path chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        chromium != null, "SKIPPED: no chromium is installed (Debian: apt-get install chromium)");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"))));
  }

  /** A person with a device of their own. */
  Page person(String site, boolean scripts, int width) {
    Page page = page(site, scripts, width);
    page.onConsoleMessage(m -> {
      boolean thePageItself = m.location().startsWith(page.url()); // 404 and 422 are asked for
      if (m.type().equals("error") && !thePageItself) {
        complaints.add(page.url() + ": " + m.text() + " " + m.location());
      }
    });
    page.onPageError(e -> complaints.add(page.url() + ": " + e));
    return page;
  }

  /** Somebody whose complaints nobody collects, because they break things on purpose. */
  Page stranger(String site) {
    return page(site, true, 1280);
  }

  private Page page(String site, boolean scripts, int width) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(site)
                .setJavaScriptEnabled(scripts)
                .setLocale("id-ID")
                .setViewportSize(width, 800));
    return context.newPage();
  }

  /** What the page looks like, and that nothing on it shuts anybody out. */
  void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    // No page has frames: looking at it in one go is twice as quick.
    var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(found)
        .as("accessibility of %s (%s)", name, page.url())
        .extracting(r -> r.getId() + ": " + r.getNodes().getFirst().getHtml())
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
        .as("%s scrolls sideways", name)
        .isEqualTo(true);
  }

  /** What the browser complained about: scripts that failed, policies that were broken. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
