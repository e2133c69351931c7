/**
 * A keyboard, a USB keypad and a QR scanner are the same thing to a browser. A PIN has only digits and a QR text
 * begins with P, so a P starts a scanner's text and Enter ends it, on any screen.
 */
import { timing } from "./timing.js";

let text = "";
let lastAt = 0;

/** Listens; the hand is told digit(d), accept(), back(), clear(), startOver() and scanned(text). */
export function listen(hand) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (scans(event, hand) || press(event, hand)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
}

function scans(event, hand) {
  if (event.timeStamp - lastAt > timing.keystroke * 1000) text = "";
  if (event.key === "Enter" && text) {
    const scanned = text;
    text = "";
    hand.scanned(scanned);
    return true;
  }
  const character = digitOf(event) ?? (/^[A-Za-z]$/.test(event.key) ? event.key.toUpperCase() : "");
  if (!character || (!text && character !== "P")) return false;
  lastAt = event.timeStamp;
  text = (text + character).slice(0, 64);
  return true;
}

function press(event, hand) {
  const digit = digitOf(event);
  if (digit) return hand.digit(digit);
  switch (event.key) {
    case "Enter":
    case " ":
      return hand.accept();
    case "Backspace":
      return hand.back();
    case "Delete":
      return hand.clear();
    case "Escape":
      return hand.startOver();
    default:
      return false;
  }
}

/** By its place too: the upper row of a French keyboard gives other characters. */
function digitOf(event) {
  if (/^[0-9]$/.test(event.key)) return event.key;
  return event.key.length === 1 ? /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1] : undefined;
}
