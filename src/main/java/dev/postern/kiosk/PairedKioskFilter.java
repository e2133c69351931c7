package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the kiosk of the device cookie the principal of the request. It is looked up each time, so
 * a revoked screen is out at its next request.
 */
final class PairedKioskFilter extends OncePerRequestFilter {
  static final String PAIRED = "PAIRED_KIOSK";

  private final Kiosks kiosks;

  PairedKioskFilter(Kiosks kiosks) {
    this.kiosks = kiosks;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    KioskCookie.read(request).flatMap(kiosks::byCredential).ifPresent(PairedKioskFilter::remember);
    chain.doFilter(request, response);
  }

  private static void remember(Kiosk kiosk) {
    var paired =
        new PreAuthenticatedAuthenticationToken(
            kiosk, "", List.of(new SimpleGrantedAuthority(PAIRED)));
    SecurityContextHolder.setContext(new SecurityContextImpl(paired));
  }
}
