/**
 * A keyboard, a USB keypad, a QR scanner and a card reader are the same thing to a browser. A QR text begins with P,
 * which is in no PIN: a P starts a scanner's text and Enter ends it, on any screen but those where letters are typed.
 * There the reader keeps letters back and tells. Digits are the reader's to tell everywhere.
 */
import * as reader from "./reader.js";
import { timing } from "./timing.js";

let text = "";
let lastAt = 0;

/** Listens; the hand is told character(c), accept(), back(), clear(), startOver(), scanned(text) and card(number). */
export function listen(hand) {
  addEventListener("keydown", (event) => {
    if (isShortcut(event)) return;
    if (hand.isWriting() ? writes(event, hand) : scans(event, hand) || press(event, hand)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
  addEventListener("click", () => reader.end(hand), { capture: true }); // a touch comes after what was typed
}

/** AltGr is none: many keyboards have their @ there. */
const isShortcut = (event) =>
  (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");

/** True where the key was meant for the field; the field itself knows the arrows and Delete. */
function writes(event, hand) {
  if (event.key.length === 1) {
    if (event.key === " " && document.activeElement?.matches("button")) return false;
    if (!event.repeat) reader.take(event.key, event.timeStamp, hand, digitOf(event) ?? event.key);
    return true;
  }
  if (event.key === "Shift" || event.key === "AltGraph") return false;
  return event.key !== "Delete" && command(event, hand);
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
  reader.end(hand);
  lastAt = event.timeStamp;
  text = (text + character).slice(0, 64);
  return true;
}

function press(event, hand) {
  const digit = digitOf(event);
  if (!digit) return command(event, hand);
  if (!event.repeat) reader.take(digit, event.timeStamp, hand); // a key held down means one digit
  return true;
}

function command(event, hand) {
  switch (event.key) {
    case "Enter":
    case " ":
      return (reader.end(hand) && event.key === "Enter") || hand.accept();
    case "Backspace":
      reader.end(hand);
      return hand.back();
    case "Delete":
      reader.forget();
      return hand.clear();
    case "Escape":
      reader.forget();
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
