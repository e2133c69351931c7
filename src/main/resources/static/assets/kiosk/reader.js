/**
 * Tells a card reader from a person, since both type digits: a card's number is longer than a PIN and comes faster
 * than anybody types. Digits are kept back for a moment too short to notice, so that no card's number is seen on its
 * way. A reader ends with Enter, or just falls silent.
 */
import { timing } from "./timing.js";

const PIN = Number(document.body.dataset.shortest);
const LONGEST = 64;

let run = ""; // digits that follow closely
let given = 0; // how many of them the hand has got
let firstAt = 0;
let lastAt = 0;
let silence;

/** By the average, because one digit may be late on a busy machine. */
export const isCard = () => run.length > PIN && lastAt - firstAt < run.length * timing.readerKey * 1000;

/** Takes a digit that was typed at that time; the hand gets digit(d), or card(number) once it is one. */
export function take(digit, at, hand) {
  if (at - lastAt > 1000 * (isCard() ? timing.readerSilent : timing.readerLate)) end(hand);
  if (!run) firstAt = at;
  lastAt = at;
  run = (run + digit).slice(0, LONGEST);
  clearTimeout(silence);
  if (isCard()) silence = setTimeout(() => end(hand), timing.readerSilent * 1000);
  else silence = setTimeout(() => give(hand), timing.digitKept * 1000);
}

/** Whatever was typed so far is all of it. */
export function end(hand) {
  const card = isCard() ? run : "";
  if (!card) give(hand);
  forget();
  if (card) hand.card(card);
}

export function forget() {
  clearTimeout(silence);
  run = "";
  given = 0;
}

/** They were a person's, as it seems; more of them may still make it a card's. */
function give(hand) {
  const digits = run.slice(given);
  given = run.length;
  for (const digit of digits) hand.digit(digit);
}
