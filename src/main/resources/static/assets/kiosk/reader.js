/**
 * Tells a reader from a person, since both type. A card's number has at least eight digits and comes faster than
 * anybody types; a typed PIN can be as long, but comes slowly. On the screens where letters are typed, a QR code's
 * text is told by its shape and its speed too: a unit or an address that looks like that is typed slowly. What comes is
 * kept back for a moment too short to notice, so that no key is seen on its way. A reader ends with Enter, or just
 * falls silent.
 */
import { timing } from "./timing.js";

const SHORTEST_CARD = 8;
const LONGEST = 300;
const DIGITS = /^[0-9]+$/;
const QR_TEXT = /^P[0-9A-Z]{26}$/i;

let run = ""; // what follows closely, as a reader means it
let seen = ""; // the same as a person means it
let given = 0; // how many of them the hand has got
let firstAt = 0;
let lastAt = 0;
let silence;

/** By the average, because one character may be late on a busy machine. */
const isFast = () => lastAt - firstAt < run.length * timing.readerKey * 1000;

/** Whether it is all of a key, as far as one can tell. */
const isWhole = () => isFast() && (DIGITS.test(run) ? run.length >= SHORTEST_CARD : QR_TEXT.test(run));

/** Takes a character that was typed at that time; the hand gets character(c), or card(number) or scanned(text). */
export function take(character, at, hand, digit = character) {
  if (at - lastAt > 1000 * (isWhole() ? timing.readerSilent : timing.readerLate)) end(hand);
  if (!run) firstAt = at;
  lastAt = at;
  run = (run + digit).slice(0, LONGEST);
  seen = (seen + character).slice(0, LONGEST);
  clearTimeout(silence);
  if (isWhole()) silence = setTimeout(() => end(hand), timing.readerSilent * 1000);
  else silence = setTimeout(() => give(hand), timing.digitKept * 1000);
}

/** Whatever was typed so far is all of it; true if a reader did. */
export function end(hand) {
  const whole = isWhole() ? run : "";
  const isDigits = DIGITS.test(whole);
  if (!whole) give(hand);
  forget();
  if (whole && isDigits) hand.card(whole);
  else if (whole) hand.scanned(whole.toUpperCase());
  return Boolean(whole);
}

export function forget() {
  clearTimeout(silence);
  run = seen = "";
  given = 0;
}

/** They were a person's, as it seems; more of them may still make it a reader's. */
function give(hand) {
  const characters = seen.slice(given);
  given = seen.length;
  for (const character of characters) hand.character(character);
}
