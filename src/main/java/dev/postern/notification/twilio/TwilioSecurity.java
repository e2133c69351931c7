package dev.postern.notification.twilio;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Twilio has no session and no CSRF token: its signature is looked at by the callback itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
@ConditionalOnProperty("postern.notification.twilio.account-sid")
class TwilioSecurity {
  @Bean
  @Order(10)
  SecurityFilterChain twilioCallbacks(HttpSecurity http) throws Exception {
    return http.securityMatcher("/callbacks/twilio/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }
}
