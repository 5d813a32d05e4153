package id.lapor.operations;

import id.lapor.platform.Settings;
import id.lapor.platform.page.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps everybody out of an installation nobody has set up yet, except the person who reads the
 * code on the terminal it was started from.
 */
@Component
@Profile("run")
class SetUpGate implements HandlerInterceptor, WebMvcConfigurer {

  static final String PATH = "/pasang";

  private static final Set<String> FILES =
      Set.of("/sw.js", "/manifest.webmanifest", "/favicon.ico", "/luring");
  private static final String SOON_SECONDS = "60";

  private final Organisation organisation;
  private final Settings settings;
  private final String code;
  private volatile boolean open;

  SetUpGate(Organisation organisation, Settings settings) {
    this.organisation = organisation;
    this.settings = settings;
    byte[] bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    this.code = HexFormat.of().formatHex(bytes);
  }

  @EventListener(ApplicationReadyEvent.class)
  void tellTheTerminal() {
    if (closed()) {
      System.out.println(
          "Nobody has set this installation up yet. Open "
              + settings.publicUrl()
              + PATH
              + "?kode="
              + code);
    }
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Integer.MIN_VALUE);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws Exception {
    String path = request.getRequestURI();
    if (path.equals(PATH) || path.startsWith("/aset/") || FILES.contains(path) || !closed()) {
      return true;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
    Html.of("operations/closed").status(503).render(null, request, response);
    return false;
  }

  /** Whether the code is the one on the terminal; takes the same time either way. */
  boolean knows(String typed) {
    return MessageDigest.isEqual(
        code.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        typed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  boolean closed() {
    if (!open) {
      open = !organisation.empty();
    }
    return !open;
  }
}
