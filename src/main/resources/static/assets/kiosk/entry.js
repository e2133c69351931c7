/** A key is shown: what the kiosk asks, and what it tells the person. */
import { attempt } from "./attempt.js";
import * as card from "./card.js";
import { isSound } from "./damm.js";
import * as keypad from "./keypad.js";
import { isUp } from "./line.js";
import { leaveAfter, passAfter, stay } from "./patience.js";
import { announceScreen, screen } from "./screens.js";
import { seconds, words } from "./texts.js";
import { timing } from "./timing.js";
import { ask, startOver, turnTo, whenLeaving } from "./turn.js";
import * as writing from "./writing.js";

let pin = ""; // typed already, while its unit is asked for and no longer
whenLeaving(() => (pin = ""));

export const begin = () => ask("enter");

export function acceptPin() {
  if (!keypad.isLongEnough()) return keypad.say(words("enter.short", document.body.dataset.shortest));
  if (!isSound(keypad.typed())) return mistyped();
  return tryKey(keypad.typed());
}

function mistyped() {
  keypad.clear();
  keypad.say(words("enter.typo"));
}

export async function tryKey(shown) {
  answered(await oneMoment(attempt({ shown }), "waiting.hint"), shown);
}

/** What a card is told differs in its words alone. */
export async function tryCard(shown) {
  const said = await oneMoment(attempt({ shown, reader: true }), "waiting.hint");
  const ofCards = { refused: "card-refused", mistyped: "card-refused", "not-opened": "card-not-opened", paused: "card-paused" };
  answered({ ...said, answer: ofCards[said.answer] ?? said.answer }, shown);
}

/** Shows that something is under way until it is done. */
export async function oneMoment(work, hint) {
  turnTo("waiting");
  const patience = document.getElementById("patience");
  patience.textContent = words(hint);
  const slow = setTimeout(() => {
    patience.textContent = words("waiting.again");
    announceScreen();
  }, timing.stillAsking * 1000);
  const done = await work;
  clearTimeout(slow);
  return done;
}

function answered(said, shown) {
  switch (said.answer) {
    case "opened":
      return opened(said);
    case "paused":
      return rests(said, begin); // they have waited for it; the keypad asks whether they still do
    case "card-paused":
      return rests(said, startOver);
    case "mistyped":
      begin();
      return mistyped();
    case "unit-needed":
      return askForUnit(shown);
    default: // refused, pins-closed, not-opened, unknown
      return tell(said.answer);
  }
}

function askForUnit(typed) {
  ask("unit");
  pin = typed;
}

/** The same PIN and the unit are a new attempt: the first one has its answer. */
export async function acceptUnit() {
  const shown = pin;
  const unit = writing.written();
  if (!unit) return writing.complain(words("unit.empty"));
  answered(await oneMoment(attempt({ shown, unit }), "waiting.hint"), shown);
}

/** An answer with what to do next; it stays long enough to be read. */
export function tell(answer) {
  turnTo(answer);
  stay(screen(answer).querySelector(".back-in"), startOver);
}

function opened(said) {
  const count = said.seconds;
  const left = document.getElementById("opened-left");
  const number = document.getElementById("ring-number");
  document.getElementById("ring").style.setProperty("--seconds", `${count}s`);
  left.textContent = words("opened.left", seconds(count));
  card.offerAfter(said);
  turnTo("opened");
  const shown = Math.max(count, timing.openedAtLeast);
  passAfter(shown, {
    tick: (now) => {
      const open = Math.max(0, now - shown + count);
      number.textContent = open;
      left.textContent = words("opened.left", seconds(open));
    },
    end: startOver,
  });
}

function rests({ answer, seconds: count }, then) {
  turnTo(answer);
  const left = screen(answer).querySelector(".left");
  leaveAfter(Math.max(count, timing.pausedAtLeast), left, `${answer}.left`, then);
}

export function askForCard() {
  if (!isUp()) return startOver();
  const left = card.secondsLeft();
  if (left === 0) return tell("card-sign-in-first");
  turnTo("card");
  leaveAfter(left, document.getElementById("card-left"), "card.left", startOver);
}

export async function addCard(number) {
  tell(await oneMoment(card.add(number), "card.waiting"));
}
