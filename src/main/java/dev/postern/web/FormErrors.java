package dev.postern.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form, one sentence per field, in the order of the fields. A field's name is
 * also the id of its input, which the list at the top of the form links to.
 */
public final class FormErrors {
  private final Map<String, String> byField = new LinkedHashMap<>();

  /** Adds a sentence, unless the field has one already: the first is the one to mend. */
  public void add(String field, String sentence) {
    byField.putIfAbsent(field, sentence);
  }

  public boolean any() {
    return !byField.isEmpty();
  }

  public boolean at(String field) {
    return byField.containsKey(field);
  }

  public @Nullable String of(String field) {
    return byField.get(field);
  }

  public Map<String, String> all() {
    return Collections.unmodifiableMap(byField);
  }
}
