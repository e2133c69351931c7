package dev.postern.kiosk;

import dev.postern.place.Kiosks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Who may call what at the kiosk: a screen proves with its device cookie which kiosk it is, and
 * there is no session. A foreign page can send neither that cookie (SameSite=Strict) nor the header
 * that every POST must carry.
 */
@Configuration(proxyBeanMethods = false)
class KioskSecurity {
  @Bean
  @Order(20)
  SecurityFilterChain kioskChain(HttpSecurity http, Kiosks kiosks) {
    return http.securityMatcher("/kiosk", "/kiosk/**", "/q")
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable()) // KioskHeaderFilter
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        // All other headers are the same on every page: web.SecurityHeaders
        .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
        .addFilterBefore(new KioskHeaderFilter(), AnonymousAuthenticationFilter.class)
        .addFilterBefore(new PairedKioskFilter(kiosks), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(HttpMethod.GET, "/kiosk", "/q")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/kiosk/pairing", "/q")
                .permitAll()
                .anyRequest()
                .hasAuthority(PairedKioskFilter.PAIRED))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(
                    (request, response, e) -> Problem.write(response, HttpStatus.UNAUTHORIZED))
                .accessDeniedHandler(
                    (request, response, e) -> Problem.write(response, HttpStatus.FORBIDDEN)))
        .build();
  }
}
