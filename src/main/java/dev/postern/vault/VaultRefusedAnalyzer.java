package dev.postern.vault;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a refusal as two sentences instead of a stack trace. */
class VaultRefusedAnalyzer extends AbstractFailureAnalyzer<VaultRefused> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, VaultRefused cause) {
    return new FailureAnalysis(cause.getMessage(), cause.whatToDo(), cause);
  }
}
