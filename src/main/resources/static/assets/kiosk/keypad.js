/** The digits of a PIN: each is seen for a moment, then it is a dot. */
import { timing } from "./timing.js";
import { words } from "./texts.js";
import { announce, isAloud } from "./voice.js";

const slots = [...document.querySelectorAll("#digits i")];
const problem = document.getElementById("problem");
let digits = "";
let hiding;

export const typed = () => digits;
export const isComplete = () => digits.length === slots.length;

export function type(digit) {
  say("");
  if (isComplete()) return;
  digits += digit;
  draw(true);
  if (isAloud()) announce(words("enter.count", digits.length, slots.length));
}

export function back() {
  say("");
  digits = digits.slice(0, -1);
  draw(false);
}

export function clear() {
  say("");
  digits = "";
  draw(false);
}

/** One sentence below the digits, and to the ear. */
export function say(sentence) {
  if (problem.textContent === sentence) return;
  problem.textContent = sentence;
  if (sentence) announce(sentence);
}

function draw(lastIsSeen) {
  clearTimeout(hiding);
  slots.forEach((slot, place) => {
    const seen = lastIsSeen && place === digits.length - 1;
    slot.className = place >= digits.length ? "" : seen ? "seen" : "dot";
    slot.textContent = seen ? digits[place] : "";
  });
  document.getElementById("count").textContent = words("enter.count", digits.length, slots.length);
  if (lastIsSeen) hiding = setTimeout(() => draw(false), timing.digitShown * 1000);
}
