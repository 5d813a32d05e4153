package id.lapor.platform.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Shows pages: finds the language, gathers what the shell needs, runs the precompiled template. */
@Component
class Pages {

  /** From this status on what the bar needs, the database, may be what is wrong. */
  private static final int WITHOUT_BAR = 500;

  private static final Duration YEAR = Duration.ofDays(365);

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Texts texts;
  private final InstantSource clock;
  private final Assets assets;
  private final ObjectProvider<TopBar> bars;
  private final ObjectProvider<MenuRule> menuRules;

  Pages(
      Texts texts,
      InstantSource clock,
      Assets assets,
      ObjectProvider<TopBar> bars,
      ObjectProvider<MenuRule> menuRules) {
    this.texts = texts;
    this.clock = clock;
    this.assets = assets;
    this.bars = bars;
    this.menuRules = menuRules;
  }

  void show(Html html, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, @Nullable Object> params = new HashMap<>(html.params());
    Page page = page(html, request, response);
    params.put("page", html.status() >= WITHOUT_BAR ? page : page.withBar(bar(page)));
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(html.template() + ".jte", params, output);
    response.setContentType(html.getContentType());
    response.setLocale(Locale.of(Language.of(request).getLanguage()));
    response.setHeader("Vary", "Cookie");
    if (html.shared() && unchanged(output, request, response)) {
      return;
    }
    response.setStatus(html.status());
    if (!html.shared()) {
      response.setHeader("Cache-Control", "private, no-store");
    }
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }

  /** Answers 304 when the visitor has this very page already. */
  private static boolean unchanged(
      Utf8ByteOutput output, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    output.writeTo(bytes);
    String tag = "W/\"" + DigestUtils.md5DigestAsHex(bytes.toByteArray()) + "\"";
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "private, no-cache");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return true;
    }
    return false;
  }

  private Page page(Html html, HttpServletRequest request, HttpServletResponse response) {
    if (request.getParameter(Language.NAME) != null) {
      Locale chosen = Language.of(request);
      response.addCookie(Cookies.make(Language.NAME, chosen.getLanguage(), YEAR, request));
    }
    return new Page(
        texts,
        Language.of(request),
        html.home() == null ? path(request) : html.home(),
        csrf(request),
        html.status() >= WITHOUT_BAR ? officer() : withMenu(officer()),
        Notice.take(request, response),
        clock.instant(),
        html.shared(),
        null,
        assets);
  }

  private @Nullable String bar(Page page) {
    @Nullable TopBar bar = bars.getIfAvailable();
    if (bar == null) {
      return null;
    }
    StringOutput output = new StringOutput();
    engine.render(bar.template() + ".jte", Map.of("page", page, "bar", bar.contents()), output);
    return output.toString();
  }

  private static String path(HttpServletRequest request) {
    String query =
        request.getQueryString() == null
            ? ""
            : request.getQueryString().replaceAll("(^|&)lang=[^&]*", "");
    String path = (String) request.getAttribute("jakarta.servlet.error.request_uri");
    path = path == null ? request.getRequestURI() : path;
    boolean get = request.getMethod().equals("GET");
    return query.isEmpty() || !get ? path : path + "?" + query.replaceFirst("^&", "");
  }

  private static Page.Csrf csrf(HttpServletRequest request) {
    Object token = request.getAttribute(CsrfToken.class.getName());
    return new Page.Csrf("_csrf", token instanceof CsrfToken t ? t.getToken() : "");
  }

  private @Nullable SignedIn withMenu(@Nullable SignedIn who) {
    return who == null
        ? null
        : new Seen(
            who,
            who.menu().stream()
                .filter(item -> menuRules.stream().allMatch(rule -> rule.shows(who, item)))
                .toList());
  }

  /** Somebody as the shell shows them, with the links that lead somewhere for them. */
  private record Seen(SignedIn who, List<MenuItem> menu) implements SignedIn {

    @Override
    public String name() {
      return who.name();
    }

    @Override
    public String roleKey() {
      return who.roleKey();
    }

    @Override
    public String account() {
      return who.account();
    }

    @Override
    public boolean official() {
      return who.official();
    }
  }

  private static @Nullable SignedIn officer() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedIn s ? s : null;
  }
}
