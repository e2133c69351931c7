package dev.postern.kiosk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every POST under /kiosk carries a header that a form or a foreign page cannot send. */
final class KioskHeaderFilter extends OncePerRequestFilter {
  static final String NAME = "X-Kiosk";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.getMethod().equals("GET") && !"1".equals(request.getHeader(NAME))) {
      Problem.write(response, HttpStatus.FORBIDDEN);
      return;
    }
    chain.doFilter(request, response);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().equals("/q"); // draws what it is sent, and changes nothing
  }
}
