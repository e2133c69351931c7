package dev.postern.people;

/** Why a password can't be taken; the one to mend first comes first. */
public enum PasswordFault {
  TOO_SHORT,
  TOO_LONG,
  /** It is on a list of leaked passwords. */
  LEAKED,
  /** A common word, a run of keys, a repeat, a year: few guesses find it. */
  GUESSABLE,
  /** Little is left of it without the names of its owner, their property or Postern. */
  ABOUT_YOU
}
