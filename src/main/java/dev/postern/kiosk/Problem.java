package dev.postern.kiosk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A refusal that is told before any controller is reached, as RFC 9457 has it. */
final class Problem {
  static void write(HttpServletResponse response, HttpStatus status) throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getWriter()
        .write(
            """
            {"title":"%s","status":%d}\
            """
                .formatted(status.getReasonPhrase(), status.value()));
  }

  private Problem() {}
}
