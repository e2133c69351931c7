/** Goes back to the start by itself, never without saying so first. */
import { countDown } from "./countdown.js";
import { timing } from "./timing.js";
import { seconds, words } from "./texts.js";
import { announce } from "./voice.js";

const dialog = document.getElementById("still");
let stop = () => {};
let again = () => {};

/** Forgets whatever was running. */
export function rest() {
  stop();
  stop = again = () => {};
  if (dialog.open) dialog.close();
}

/** A screen that waits for a person: asks whether they are still there before it starts over. */
export function waitForPerson(startOver) {
  const begin = () => {
    stop();
    if (dialog.open) dialog.close();
    const timer = setTimeout(() => askWhetherStillThere(startOver), timing.quiet * 1000);
    stop = () => clearTimeout(timer);
  };
  again = begin;
  begin();
}

function askWhetherStillThere(startOver) {
  dialog.showModal();
  const left = document.getElementById("still-left");
  announce(`${words("still.title")} ${words("still.hint", seconds(timing.farewell))}`);
  stop = countDown(timing.farewell, {
    tick: (count) => {
      left.textContent = words("still.hint", seconds(count));
      if (count === 10 || count === 5) announce(left.textContent);
    },
    end: startOver,
  });
}

/** A screen that has given its answer: the seconds it stays are on it. A touch starts them again. */
export function stay(element, startOver) {
  again = () => leaveAfter(timing.result, element, "back.in", startOver);
  again();
}

/** Counts down in the element's sentence; no touch makes it longer. */
export function leaveAfter(howLong, element, sentence, startOver) {
  stop();
  stop = countDown(howLong, {
    tick: (count) => {
      element.textContent = words(sentence, seconds(count));
      if (count === 10) announce(element.textContent);
    },
    end: startOver,
  });
}

/** A screen that goes with the door: it counts down by itself, whoever touches what. */
export function passAfter(howLong, steps) {
  stop();
  stop = countDown(howLong, steps);
}

/** Any touch or key shows that somebody is there. */
export function listenForLife() {
  for (const sign of ["click", "keydown"]) {
    addEventListener(sign, () => again(), { capture: true });
  }
}
