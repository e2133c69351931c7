/** The screen at the room's door: from "Touch to begin" to the open door and back. */
import { hasCamera, scan } from "./kiosk/camera.js";
import { runClock } from "./kiosk/clock.js";
import { acceptPin, acceptUnit, addCard, askForCard, begin, tryCard, tryKey } from "./kiosk/entry.js";
import { listen } from "./kiosk/keyboard.js";
import * as keypad from "./kiosk/keypad.js";
import { isUp, watchLine } from "./kiosk/line.js";
import { listenForLife } from "./kiosk/patience.js";
import { acceptAddress, beginRequest } from "./kiosk/request.js";
import { announceScreen, current, screen } from "./kiosk/screens.js";
import { currentLanguage, home, speakIn, words } from "./kiosk/texts.js";
import { ask, startOver, turnTo, whenLeaving } from "./kiosk/turn.js";
import { offerVoice } from "./kiosk/voice.js";
import * as writing from "./kiosk/writing.js";

let scanning = new AbortController();
whenLeaving(() => scanning.abort());

async function scanWithCamera() {
  ask("scan");
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

/** What Accept and Enter mean on the screens that take something. */
const accepting = { idle: begin, enter: acceptPin, unit: acceptUnit, request: acceptAddress };
const accept = () => accepting[current()]?.();

/** A door that is opening, or an answer under way, is never taken off the screen. */
const isBusy = () => current() === "waiting" || current() === "opened";

function lineChanged(up) {
  if (isBusy()) return; // startOver, which follows, looks again
  if (!up) turnTo("offline"); // in the language the person reads
  else if (current() === "offline") startOver();
}

/** The settings behind this page have changed: it is made anew, once nobody needs it. */
function pageChanged() {
  if (current() === "idle" && currentLanguage() === home) location.reload();
}

/** What keys do; true means that the key was meant for us. */
const hand = {
  isWriting: writing.isWriting,
  character(character) {
    if (writing.isWriting()) return writing.write(character);
    if (isBusy() || !isUp() || current() === "card") return;
    if (current() !== "enter") begin();
    else screen("enter").querySelector("h1").focus({ preventScroll: true });
    keypad.type(character);
  },
  accept() {
    if (document.activeElement?.matches("button")) return false; // Tab brought it there: Enter presses it
    accept();
    return true;
  },
  back() {
    if (writing.isWriting()) writing.erase();
    else if (current() === "enter") keypad.back();
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
    request: beginRequest,
    back: keypad.back,
    clear: keypad.clear,
    erase: writing.erase,
    "add-card": askForCard,
    "start-over": startOver,
    stay: () => {}, // any touch has said so already
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.digit) keypad.type(button.dataset.digit);
    else if (button?.dataset.key) writing.write(button.dataset.key);
    else if (button?.dataset.do) press[button.dataset.do]();
    else if (button?.dataset.language) chooseLanguage(button.dataset.language);
    else if (!button && current() === "idle" && event.target.closest("main")) begin();
  });
  // A finger leaves no focus behind, or Enter would press the last key again; in a field it sets the caret.
  document.addEventListener("mousedown", (event) => {
    if (!event.target.matches("input")) event.preventDefault();
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());
}

function chooseLanguage(language) {
  speakIn(language);
  announceScreen();
}

speakIn(home);
wire();
listen(hand);
listenForLife();
offerVoice(announceScreen);
runClock();
watchLine(lineChanged, pageChanged);
startOver();
hasCamera().then((has) => document.body.classList.toggle("has-camera", has));
