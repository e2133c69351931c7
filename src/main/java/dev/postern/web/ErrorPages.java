package dev.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What happened, what it means and what to do; never how the program looks inside. */
@Component
class ErrorPages implements ErrorViewResolver {
  private static final Set<Integer> WITH_WORDS = Set.of(400, 403, 404, 405, 413);

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> attributes) {
    String words =
        WITH_WORDS.contains(status.value())
            ? String.valueOf(status.value())
            : status.is4xxClientError() ? "400" : "500";
    return new ModelAndView("web/error", Map.of("words", words), status);
  }
}
