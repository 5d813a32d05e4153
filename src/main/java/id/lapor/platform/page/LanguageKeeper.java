package id.lapor.platform.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells in which language somebody who is signed in reads the house, when they next do something:
 * looking at a page, which a link on another site can have them do, keeps a cookie and changes
 * nothing here.
 */
@Component
class LanguageKeeper implements HandlerInterceptor, WebMvcConfigurer {

  private static final String TOLD = LanguageKeeper.class.getName();

  private final ApplicationEventPublisher listeners;

  LanguageKeeper(ApplicationEventPublisher listeners) {
    this.listeners = listeners;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (request.getMethod().equals("POST")
        && authentication != null
        && authentication.getPrincipal() instanceof SignedIn who
        && fresh(request)) {
      listeners.publishEvent(new Language.Chosen(who, Language.of(request)));
    }
    return true;
  }

  /** Once in a session for each choice. */
  private static boolean fresh(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    String language = Language.of(request).getLanguage();
    if (session == null || language.equals(session.getAttribute(TOLD))) {
      return session == null;
    }
    session.setAttribute(TOLD, language);
    return true;
  }
}
