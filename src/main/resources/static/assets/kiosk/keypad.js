/**
 * The digits of a PIN: each is seen for a moment, then it is a dot. Nobody knows how many theirs has before they have
 * typed it, so no empty places are drawn.
 */
import { timing } from "./timing.js";
import { words } from "./texts.js";
import { whenLeaving } from "./turn.js";
import { announce, isAloud } from "./voice.js";

const { shortest, longest } = document.body.dataset;
const row = document.getElementById("digits");
const problem = document.getElementById("problem");
let digits = "";
let hiding;

whenLeaving(clear);

export const typed = () => digits;
export const isLongEnough = () => digits.length >= Number(shortest);

export function type(digit) {
  say("");
  if (digits.length >= Number(longest)) return;
  digits += digit;
  draw(true);
  if (isAloud()) announce(words("enter.count", digits.length));
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
  while (row.children.length > digits.length) row.lastElementChild.remove();
  while (row.children.length < digits.length) row.append(document.createElement("i"));
  const starts = groupStarts(Math.max(digits.length, Number(shortest)));
  [...row.children].forEach((place, index) => {
    const seen = lastIsSeen && index === digits.length - 1;
    place.className = `${seen ? "seen" : "dot"}${starts.has(index) ? " start" : ""}`;
    place.textContent = seen ? digits[index] : "";
  });
  row.classList.toggle("full", digits.length === Number(longest));
  document.getElementById("count").textContent = words("enter.count", digits.length);
  if (lastIsSeen) hiding = setTimeout(() => draw(false), timing.digitShown * 1000);
}

/** Where a group begins, as messages print a PIN of so many digits: threes first, as many as leave nothing but fours. */
function groupStarts(count) {
  const starts = new Set();
  let at = 0;
  while (at < count) {
    at += (count - at) % 4 === 0 ? 4 : 3;
    starts.add(at);
  }
  return starts;
}
