package dev.postern.kiosk;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A screen that sends something else than it should gets a plain answer. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = UnreadableBodies.class)
class UnreadableBodies {
  @ExceptionHandler(KioskBody.Unreadable.class)
  ProblemDetail unreadable() {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, "The body is too large, or not what is asked for here.");
  }

  @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
  ProblemDetail otherType() {
    return ProblemDetail.forStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
  }
}
