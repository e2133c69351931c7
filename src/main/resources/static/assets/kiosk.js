/** The screen at the room's door: from "Touch to begin" to the open door and back. */
import { attempt } from "./kiosk/attempt.js";
import { hasCamera, scan } from "./kiosk/camera.js";
import * as card from "./kiosk/card.js";
import { runClock, showTime } from "./kiosk/clock.js";
import { countDown } from "./kiosk/countdown.js";
import { isSound } from "./kiosk/damm.js";
import { listen } from "./kiosk/keyboard.js";
import * as keypad from "./kiosk/keypad.js";
import { isUp, watchLine } from "./kiosk/line.js";
import { leaveAfter, listenForLife, passAfter, rest, stay, waitForPerson } from "./kiosk/patience.js";
import { announceScreen, current, screen, show } from "./kiosk/screens.js";
import { home, seconds, speakIn, words } from "./kiosk/texts.js";
import { timing } from "./kiosk/timing.js";
import { offerVoice, setAloud } from "./kiosk/voice.js";

let scanning = new AbortController();

/** Leaves whatever is on screen for another one. */
function turnTo(name) {
  rest();
  scanning.abort();
  keypad.clear();
  show(name);
}

function startOver() {
  card.withdraw();
  turnTo(isUp() ? "idle" : "offline");
  setAloud(false);
  speakIn(home);
  showTime();
}

function begin() {
  turnTo("enter");
  waitForPerson(startOver);
}

async function scanWithCamera() {
  turnTo("scan");
  waitForPerson(startOver);
  scanning = new AbortController();
  try {
    const text = await scan(document.querySelector("#scan video"), scanning.signal);
    if (text) await tryKey(text);
  } catch {
    if (current() !== "scan") return;
    begin();
    keypad.say(words("scan.none"));
  }
}

function accept() {
  if (!keypad.isComplete()) return keypad.say(words("enter.short", document.body.dataset.shortest));
  if (!isSound(keypad.typed())) return mistyped();
  return tryKey(keypad.typed());
}

function mistyped() {
  keypad.clear();
  keypad.say(words("enter.typo"));
}

async function tryKey(shown) {
  answered(await oneMoment(attempt(shown), "waiting.hint"));
}

/** What a card is told differs in its words alone. */
async function tryCard(number) {
  const said = await oneMoment(attempt(number), "waiting.hint");
  const ofCards = { refused: "card-refused", mistyped: "card-refused", "not-opened": "card-not-opened", paused: "card-paused" };
  answered({ ...said, answer: ofCards[said.answer] ?? said.answer });
}

/** Shows that something is under way until it is done. */
async function oneMoment(work, hint) {
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

function answered(said) {
  switch (said.answer) {
    case "opened":
      return opened(said);
    case "paused":
    case "card-paused":
      return paused(said);
    case "mistyped":
      begin();
      return mistyped();
    default: // refused, not-opened, unknown
      return tell(said.answer);
  }
}

/** An answer with what to do next; it stays long enough to be read. */
function tell(answer) {
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

function paused({ answer, seconds: count }) {
  turnTo(answer);
  const left = screen(answer).querySelector(".left");
  leaveAfter(Math.max(count, timing.pausedAtLeast), left, `${answer}.left`, startOver);
}

function askForCard() {
  if (!isUp()) return startOver();
  const left = card.secondsLeft();
  if (left === 0) return tell("card-sign-in-first");
  turnTo("card");
  leaveAfter(left, document.getElementById("card-left"), "card.left", startOver);
}

async function addCard(number) {
  tell(await oneMoment(card.add(number), "card.waiting"));
}

/** A door that is opening, or an answer under way, is never taken off the screen. */
const isBusy = () => current() === "waiting" || current() === "opened";

function lineChanged(up) {
  if (isBusy()) return; // startOver, which follows, looks again
  if (!up) turnTo("offline"); // in the language the person reads
  else if (current() === "offline") startOver();
}

/** What keys do; true means that the key was meant for us. */
const hand = {
  digit(digit) {
    if (isBusy() || !isUp() || current() === "card") return;
    if (current() !== "enter") begin();
    else screen("enter").querySelector("h1").focus({ preventScroll: true });
    keypad.type(digit);
  },
  accept() {
    if (document.activeElement?.matches("button")) return false; // Tab brought it there: Enter presses it
    if (current() === "enter") accept();
    else if (current() === "idle") begin();
    return true;
  },
  back() {
    if (current() === "enter") keypad.back();
    return true;
  },
  clear() {
    if (current() === "enter") keypad.clear();
    return true;
  },
  startOver() {
    if (!isBusy()) startOver();
    return true;
  },
  scanned(text) {
    if (isBusy() || !isUp()) return;
    if (current() === "card") addCard(text); // and be told that this is no card
    else tryKey(text);
  },
  card(number) {
    if (isBusy() || !isUp()) return;
    if (current() === "card") addCard(number);
    else tryCard(number);
  },
};

function wire() {
  const press = {
    begin,
    accept,
    again: begin,
    scan: scanWithCamera,
    back: keypad.back,
    clear: keypad.clear,
    "add-card": askForCard,
    "start-over": startOver,
    stay: () => {}, // any touch has said so already
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.digit) keypad.type(button.dataset.digit);
    else if (button?.dataset.do) press[button.dataset.do]();
    else if (button?.dataset.language) chooseLanguage(button.dataset.language);
    else if (!button && current() === "idle" && event.target.closest("main")) begin();
  });
  // A finger leaves no focus behind, or Enter would press the last key again.
  document.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("contextmenu", (event) => event.preventDefault());
}

function chooseLanguage(language) {
  speakIn(language);
  showTime();
  announceScreen();
}

speakIn(home);
wire();
listen(hand);
listenForLife();
offerVoice(announceScreen);
runClock();
watchLine(lineChanged);
startOver();
hasCamera().then((has) => document.body.classList.toggle("has-camera", has));
