package dev.postern.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The reader is known and may not do this. */
@ResponseStatus(HttpStatus.FORBIDDEN)
public class Forbidden extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Forbidden() {
    super("not allowed", null, false, false);
  }
}
