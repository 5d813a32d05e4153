package id.lapor.people;

import id.lapor.platform.page.Cookies;
import id.lapor.platform.page.PolicyReports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;

/**
 * Spring Security does sessions and forged-form protection here; who may open what is the {@link
 * Doorkeeper}'s.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int SESSION_ID_BYTES = 27;

  @Bean
  @ConditionalOnWebApplication
  SecurityFilterChain chain(
      HttpSecurity http,
      ObjectProvider<OidcDoor> issuer,
      ObjectProvider<AccessDeniedHandler> denied,
      Shift shift,
      DoorLog log) {
    issuer.ifAvailable(door -> door.into(http));
    AccessDeniedHandler refusal = denied.getIfAvailable(AccessDeniedHandlerImpl::new);
    return http.securityContext(context -> context.securityContextRepository(shift))
        .exceptionHandling(problems ->
            problems.accessDeniedHandler((request, response, why) -> {
              log.at(DoorLog.Happening.FORM_REFUSED, request);
              refusal.handle(request, response, why);
            }))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf ->
            csrf.csrfTokenRepository(new FormTokens())
                .ignoringRequestMatchers(PolicyReports.PATH)
                // machines show a password with every request and have no session to abuse
                .ignoringRequestMatchers("/sambungan/**", "/open311/**", "/api/**")
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
        // SignIn always opens a session of its own; an id changed before that would leave the old
        // row in the database, and
        // Spring Session would find and go on with it.
        .sessionManagement(session ->
            session
                .sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED)
                .sessionFixation(fixation -> fixation.none()))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .headers(headers -> headers.disable())
        .build();
  }

  /** Passwords are checked by {@link Accounts}; no other way in exists. */
  @Bean
  AuthenticationManager nobodyElse() {
    return authentication -> {
      throw new BadCredentialsException("Passwords are checked by Accounts");
    };
  }

  @Bean
  PasswordEncoder passwords() {
    return hashing();
  }

  /** Argon2id with the smallest parameters OWASP accepts: 19 MiB, two passes, one lane. */
  static PasswordEncoder hashing() {
    return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  }

  /**
   * Ids of sessions with 216 random bits: as long as the UUID they stand instead of, which has 122.
   */
  @Bean
  SessionIdGenerator sessionIds() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[SESSION_ID_BYTES];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    };
  }

  /** By this name Spring Session takes it. */
  @Bean
  GenericConversionService springSessionConversionService() {
    return SessionRows.conversion(SecurityConfiguration.class.getClassLoader());
  }

  @Bean
  CookieSerializer sessionCookie(Marks marks) {
    return new SessionCookie(marks);
  }

  /** What a form of ours carries, and its twin in a cookie. */
  private static final class FormTokens implements CsrfTokenRepository {

    private static final String NAME = "XSRF-TOKEN";

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
      return tokens(request).generateToken(request);
    }

    @Override
    public void saveToken(
        @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
      tokens(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
      return tokens(request).loadToken(request);
    }

    private static CookieCsrfTokenRepository tokens(HttpServletRequest request) {
      CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
      tokens.setCookieName(Cookies.name(NAME, request));
      tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
      return tokens;
    }
  }
}
