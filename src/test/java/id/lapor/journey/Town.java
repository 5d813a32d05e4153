package id.lapor.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import id.lapor.LaporApplication;
import id.lapor.platform.db.TestServer;
import id.lapor.platform.page.PolicyReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demo on a port of its own and a browser before it. Whatever is played there, the content
 * policy has nothing to refuse: that is looked at in the end.
 */
final class Town implements BeforeAllCallback, AfterAllCallback {

  private final String name;
  private final int reports;
  private final List<String> settings;
  private final List<PolicyReports.Kind> broken = new ArrayList<>();
  private @Nullable Browser browser;
  private @Nullable ConfigurableApplicationContext application;
  private String site = "";

  /**
   * @param reports how many the demo makes up
   */
  Town(String name, int reports, String... settings) {
    this.name = name;
    this.reports = reports;
    this.settings = List.of(settings);
  }

  /** What a story breaks on purpose. */
  Town breaking(PolicyReports.Kind... kinds) {
    broken.addAll(Arrays.asList(kinds));
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    browser = Browser.open();
    int port = freePort();
    site = "http://localhost:" + port;
    Stream<String> own =
        Stream.of(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--lapor.public-url=" + site,
            "--lapor.demo.reports=" + reports,
            "--lapor.data=target/test-data/" + name,
            "--lapor.database.url=" + TestServer.freshDatabase());
    application =
        new SpringApplicationBuilder(LaporApplication.class)
            .profiles("demo")
            .run(Stream.concat(own, settings.stream()).toArray(String[]::new));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (browser != null) {
      browser.close();
    }
    if (application != null) {
      List<PolicyReports.Kind> refused = refused();
      application.close();
      assertThat(refused).as("what the content policy refused").isSubsetOf(broken);
    }
  }

  /** What the content policy refused so far. */
  List<PolicyReports.Kind> refused() {
    return bean(PolicyReports.class).kinds();
  }

  String site() {
    return site;
  }

  <T> T bean(Class<T> type) {
    return Objects.requireNonNull(application).getBean(type);
  }

  /** A person with a device of their own. */
  Page person(boolean scripts, int width) {
    return browser().person(site, scripts, width);
  }

  /** Somebody whose complaints nobody collects, because they break things on purpose. */
  Page stranger() {
    return browser().stranger(site);
  }

  void look(Page page, String picture) {
    browser().look(page, picture);
  }

  List<String> complaints() {
    return browser().complaints();
  }

  private Browser browser() {
    return Objects.requireNonNull(browser);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
