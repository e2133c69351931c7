package dev.postern.access;

/** Which attempts a list shows. */
public enum EntryFilter {
  ALL,
  GRANTED,
  REFUSED
}
