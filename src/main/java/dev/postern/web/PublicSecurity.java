package dev.postern.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The last of all filter chains: files for everybody, and nothing else exists. */
@Configuration(proxyBeanMethods = false)
class PublicSecurity {
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain publicFiles(HttpSecurity http) {
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/assets/**", "/webjars/**", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/favicon.ico", "/robots.txt", "/error")
                .permitAll()
                .anyRequest()
                .denyAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(
                    (request, response, e) -> response.sendError(HttpStatus.NOT_FOUND.value()))
                .accessDeniedHandler(
                    (request, response, e) -> response.sendError(HttpStatus.NOT_FOUND.value())))
        .csrf(csrf -> csrf.disable())
        .headers(headers -> headers.disable()) // SecurityHeaders; files are kept, so no no-store
        .requestCache(cache -> cache.disable())
        .build();
  }
}
