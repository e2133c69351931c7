/** From one screen to the next: what was typed or ran on the last one is forgotten, and none waits for ever. */
import * as card from "./card.js";
import { isUp } from "./line.js";
import { rest, waitForPerson } from "./patience.js";
import { show } from "./screens.js";
import { home, speakIn } from "./texts.js";
import { setAloud } from "./voice.js";

const leaving = [];

/** What has to be forgotten when any screen goes. */
export const whenLeaving = (forget) => leaving.push(forget);

export function turnTo(name) {
  rest();
  for (const forget of leaving) forget();
  show(name);
}

export function startOver() {
  card.withdraw();
  turnTo(isUp() ? "idle" : "offline");
  setAloud(false);
  speakIn(home);
}

/** A screen that a person has to answer. */
export function ask(name) {
  turnTo(name);
  waitForPerson(startOver);
}
