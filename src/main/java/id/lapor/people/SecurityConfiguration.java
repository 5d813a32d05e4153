package id.lapor.people;

import id.lapor.platform.page.PolicyReports;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

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

  @Bean
  @ConditionalOnWebApplication
  SecurityFilterChain chain(
      HttpSecurity http,
      ObjectProvider<OidcDoor> issuer,
      ObjectProvider<AccessDeniedHandler> denied) {
    issuer.ifAvailable(door -> door.into(http));
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
    denied.ifAvailable(handler -> http.exceptionHandling(e -> e.accessDeniedHandler(handler)));
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf ->
            csrf.csrfTokenRepository(tokens)
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

  /** Argon2id with the smallest parameters OWASP accepts: 19 MiB, two passes, one lane. */
  @Bean
  PasswordEncoder passwords() {
    return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  }

  @Bean
  CookieSerializer sessionCookie() {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName("sesi");
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    return cookie;
  }
}
