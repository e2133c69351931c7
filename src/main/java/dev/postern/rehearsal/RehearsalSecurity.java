package dev.postern.rehearsal;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** No sign-in, no session: whoever the onlookers' rule admits may look and try. */
@Configuration(proxyBeanMethods = false)
@OnlyInRehearsal
class RehearsalSecurity {
  @Bean
  @Order(20)
  SecurityFilterChain rehearsal(HttpSecurity http, Onlookers onlookers) {
    return http.securityMatcher("/rehearsal", "/rehearsal/**")
        .authorizeHttpRequests(requests ->
            requests
                .anyRequest()
                .access((who, request) ->
                    new AuthorizationDecision(onlookers.admits(request.getRequest()))))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.csrfTokenRepository(tokenInACookie()))
        // SecurityHeaders sets the others; an e-mail in the tray is framed by its page.
        .headers(headers -> headers.defaultsDisabled().cacheControl(withDefaults()))
        .requestCache(cache -> cache.disable())
        .build();
  }

  private static CookieCsrfTokenRepository tokenInACookie() {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("__Host-postern-rehearsal");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.secure(true).sameSite("Strict"));
    return tokens;
  }
}
