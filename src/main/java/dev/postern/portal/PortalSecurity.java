package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.people.EmailChanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * Who gets into the portal at all: staff with a session. What they may do there is said at each
 * route by {@link Needs}.
 */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {
  static final String SIGN_IN = "/portal/sign-in";
  private static final String SIGN_OUT = "/portal/sign-out";

  @Bean
  @Order(10)
  SecurityFilterChain portal(HttpSecurity http, Desks desks, AuditLog audit) {
    return http.securityMatcher(
            "/", "/portal", "/portal/**", "/setup", "/setup/**", "/recipient-email/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(
                    "/",
                    SIGN_IN,
                    SIGN_IN + "/**",
                    "/portal/language",
                    "/portal/theme",
                    EmailChanges.PATH,
                    EmailChanges.PATH + "/link")
                .permitAll()
                .requestMatchers("/portal/invitation", "/portal/invitation/*")
                .permitAll()
                .requestMatchers("/portal/forgotten-password", "/portal/forgotten-password/*")
                .permitAll()
                .requestMatchers("/portal/password-reset", "/portal/password-reset/*")
                .permitAll()
                .requestMatchers("/setup", "/setup/**", "/recipient-email/**")
                .permitAll()
                .anyRequest()
                .authenticated())
        .logout(out ->
            out.logoutUrl(SIGN_OUT)
                .logoutSuccessUrl(SIGN_IN + "?out")
                .addLogoutHandler(
                    (request, response, who) -> rememberSignOut(request, who, desks, audit)))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint((request, response, e) -> askToSignIn(request, response))
                .accessDeniedHandler((request, response, e) -> refuse(request, response)))
        .requestCache(cache -> cache.disable()) // askToSignIn names the page to come back to
        .build();
  }

  @Bean
  SecurityContextRepository securityContexts() {
    return new HttpSessionSecurityContextRepository();
  }

  /** Two requests of one session may add the same attribute at once: the later one stands. */
  @Bean
  PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionAttributes() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  /**
   * When a session was last used is written every ten seconds at most: it would else be a commit of
   * its own, durable on the disk, for every page. What else there is of a session is written at
   * once, and My Account may be ten seconds behind.
   */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionUse() {
    return sessions ->
        sessions.setUpdateSessionQuery(
            """
            update spring_session
            set session_id = now.session_id, last_access_time = now.last_access_time,
              max_inactive_interval = now.max_inactive_interval, expiry_time = now.expiry_time,
              principal_name = now.principal_name
            from (select cast(? as char(36)) as session_id, cast(? as bigint) as last_access_time,
                cast(? as int) as max_inactive_interval, cast(? as bigint) as expiry_time,
                cast(? as varchar(100)) as principal_name, cast(? as char(36)) as primary_id) now
            where spring_session.primary_id = now.primary_id
              and (now.last_access_time - spring_session.last_access_time >= 10000
                or now.session_id <> spring_session.session_id
                or now.max_inactive_interval <> spring_session.max_inactive_interval
                or now.principal_name is distinct from spring_session.principal_name)
            """);
  }

  private static void rememberSignOut(
      HttpServletRequest request, @Nullable Authentication who, Desks desks, AuditLog audit) {
    desks
        .of(request, who)
        .ifPresent(desk ->
            audit.record(
                desk.property().id(),
                desk.actor(),
                Act.STAFF_SIGNED_OUT,
                new Subject("staff-member", desk.member().id(), desk.member().name()),
                Map.of()));
  }

  static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean part = request.getHeader("HX-Request") != null;
    lead(request, response, part ? SIGN_IN : SIGN_IN + comeBack(request));
  }

  /** Leads to another page than the one that was asked for; from a part of a page, all of it. */
  static void lead(HttpServletRequest request, HttpServletResponse response, String page)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", page);
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else {
      response.sendRedirect(page);
    }
  }

  private static String comeBack(HttpServletRequest request) {
    if (!request.getMethod().equals("GET") || request.getRequestURI().equals("/portal")) return "";
    String query = request.getQueryString();
    String page = request.getRequestURI() + (query == null ? "" : "?" + query);
    return "?back=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
  }

  /** A sign-in page that was open overnight has lost its session: that is no offence. */
  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().startsWith(SIGN_IN) && !request.isRequestedSessionIdValid()) {
      response.sendRedirect(SIGN_IN + "?again");
    } else {
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }
}
