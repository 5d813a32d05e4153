package id.lapor.people;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets each visitor through the doors meant for them: deny by default, and a wrong role sees the
 * same as a wrong address.
 */
@Component
class Doorkeeper implements HandlerInterceptor, HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final String OPEN_FLOOR = "id.lapor.platform.page";

  private final ObjectProvider<Standing> standing;
  private final DoorLog log;

  Doorkeeper(ObjectProvider<Standing> standing, DoorLog log) {
    this.standing = standing;
    this.log = log;
  }

  /**
   * Whether who stands in for somebody still does, where an administrator stands, and whether it is
   * known that it is they.
   */
  @Component
  record Standing(
      Deputies deputies,
      Accounts accounts,
      SignIn signIn,
      Topmost topmost,
      Readmissions readmissions) {}

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod method) || isOpen(method)) {
      return true;
    }
    if (isForMembers(method)) {
      return letMemberIn(request, response);
    }
    @Nullable ForRoles roles = rolesOf(method);
    @Nullable Officer officer = settled(request);
    if (roles != null && officer == null && request.getMethod().equals("GET")) {
      response.sendRedirect("/masuk?lanjut=" + back(request));
      return false;
    }
    if (officer != null && officer.deputises() && over(officer, request, response)) {
      return false;
    }
    if (roles == null || officer == null || !opens(roles, officer)) {
      throw refused(request);
    }
    if (administers(roles, request) && standing.getObject().readmissions().waits(officer)) {
      log.at(DoorLog.Happening.DOOR_REFUSED, request);
      Notice.leave("people.notice.idle", request, response);
      response.sendRedirect("/" + request.getRequestURI().split("/", 3)[1]);
      return false;
    }
    return true;
  }

  /** Who is signed in; out goes whose account was reset, moved or closed while they came in. */
  private @Nullable Officer settled(HttpServletRequest request) {
    @Nullable Officer officer = SignIn.current();
    if (officer == null || SignIn.settled(officer, standing.getObject().accounts(), request)) {
      return officer;
    }
    standing.getObject().signIn().out(request);
    return null;
  }

  /** Whether something is done that only administrators do; looking at it is not. */
  private static boolean administers(ForRoles roles, HttpServletRequest request) {
    return Arrays.equals(roles.value(), new Role[] {Role.ADMINISTRATOR})
        && !request.getMethod().equals("GET")
        && !request.getMethod().equals("HEAD");
  }

  private boolean opens(ForRoles roles, Officer officer) {
    return Arrays.asList(roles.value()).contains(officer.role())
        && (!roles.topmost() || standing.getObject().topmost().holds(officer));
  }

  /** Puts who stood in for somebody back into their own position when the time is over. */
  private boolean over(Officer officer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Standing house = standing.getObject();
    if (house.deputies().holds(officer)) {
      return false;
    }
    house
        .accounts()
        .own(officer.accountId())
        .ifPresentOrElse(
            own -> house.signIn().change(own, request, response),
            () -> house.signIn().out(request));
    Notice.leave("people.notice.deputyOver", request, response);
    response.sendRedirect("/akun");
    return true;
  }

  private boolean letMemberIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (SignIn.member().isPresent()) {
      return true;
    }
    if (SignIn.current() != null || !request.getMethod().equals("GET")) {
      throw refused(request);
    }
    response.sendRedirect("/saya/masuk?lanjut=" + back(request));
    return false;
  }

  private NotFound refused(HttpServletRequest request) {
    log.at(DoorLog.Happening.DOOR_REFUSED, request);
    return new NotFound();
  }

  /** Let in at a door, and yet not shown what was asked for there; 401 and 403 are for machines. */
  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    boolean signedIn = SignIn.current() != null || SignIn.member().isPresent();
    switch (HttpStatus.resolve(response.getStatus())) {
      case UNAUTHORIZED, FORBIDDEN -> log.at(DoorLog.Happening.KEY_REFUSED, request);
      case NOT_FOUND, LOCKED -> {
        if (signedIn) {
          log.at(DoorLog.Happening.NOT_FOUND, request);
        }
      }
      case null, default -> {}
    }
  }

  private static String back(HttpServletRequest request) {
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
  }

  /** Whether reporters with an account come in here, and only they. */
  static boolean isForMembers(HandlerMethod method) {
    return AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForMembers.class)
        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ForMembers.class);
  }

  /** Whether anybody may come in here. */
  static boolean isOpen(HandlerMethod method) {
    return AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForEveryone.class)
        || (rolesOf(method) == null
            && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ForEveryone.class))
        || method.getBeanType().getPackageName().equals(OPEN_FLOOR);
  }

  static @Nullable ForRoles rolesOf(HandlerMethod method) {
    @Nullable ForRoles own =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ForRoles.class);
    return own == null
        ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), ForRoles.class)
        : own;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Officer.class
        || parameter.getParameterType() == Member.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return parameter.getParameterType() == Officer.class
        ? SignIn.current()
        : SignIn.member().orElse(null);
  }
}
