/** What is typed in letters, a unit or an address: it is seen, so that it can be mended, and goes with its screen. */
import { current, screen } from "./screens.js";
import { whenSpeaking, words } from "./texts.js";
import { whenLeaving } from "./turn.js";
import { announce, isAloud } from "./voice.js";

const fields = [...document.querySelectorAll(".writing input")];
const field = () => fields.find((each) => each.closest(".screen").id === current());
const problemOf = (input) => input.parentElement.querySelector(".problem");

whenLeaving(() => fields.forEach(wipe));
whenSpeaking(layLetters);

/** Whether letters are meant for a field now. */
export const isWriting = () => Boolean(field());
export const written = () => field().value.trim();

/** Puts a character where the caret is. */
export function write(character) {
  const input = field();
  complain("");
  if (input.value.length >= input.maxLength) return;
  const one = input.hasAttribute("data-upper") ? character.toUpperCase() : character;
  change(input, one, input.selectionStart, input.selectionEnd);
  if (isAloud()) announce(one);
}

/** Takes away what is selected, or the character before the caret. */
export function erase() {
  const input = field();
  complain("");
  const { selectionStart: from, selectionEnd: to } = input;
  change(input, "", from === to ? Math.max(0, from - 1) : from, to);
}

export function put(text) {
  const input = field();
  change(input, text, 0, input.value.length);
}

/** One sentence below the field, and to the ear. */
export function complain(sentence) {
  const input = field();
  input.setAttribute("aria-invalid", String(Boolean(sentence)));
  if (problemOf(input).textContent === sentence) return;
  problemOf(input).textContent = sentence;
  if (sentence) announce(sentence);
}

function change(input, text, from, to) {
  input.setRangeText(text, from, to, "end");
  // Whoever goes through the keys with Tab stays there; a finger leaves the focus where its letters go.
  if (!document.activeElement?.closest(".board")) input.focus({ preventScroll: true });
  if (input.selectionEnd === input.value.length) input.scrollLeft = input.scrollWidth;
}

function wipe(input) {
  input.value = "";
  input.setAttribute("aria-invalid", "false");
  problemOf(input).textContent = "";
}

/** The keys lie as on the keyboards where the language is spoken. */
function layLetters() {
  const rows = words("board.letters").split(" ");
  for (const row of document.querySelectorAll("[data-letters]")) {
    row.replaceChildren(...[...rows[row.dataset.letters]].map(key));
  }
}

function key(letter) {
  const button = document.createElement("button");
  button.dataset.key = button.textContent = letter;
  return button;
}
