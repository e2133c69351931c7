/** One question per screen: shows it, gives it the focus, says it. */
import { announce } from "./voice.js";

const screens = [...document.querySelectorAll(".screen")];

export const current = () => document.body.dataset.screen;

export const screen = (name) => screens.find((each) => each.id === name);

/** Shows a screen and says its question. */
export function show(name) {
  const swap = () => {
    document.body.dataset.screen = name;
    for (const each of screens) each.hidden = each.id !== name;
    screen(name).querySelector("h1").focus({ preventScroll: true });
  };
  swap();
  announceScreen();
}

/** The title and the sentences below it. */
export function announceScreen() {
  const spoken = [...screen(current()).querySelectorAll("h1, .say:not([hidden])")];
  announce(spoken.map((each) => each.textContent.trim()).join(". ").replaceAll("..", "."));
}
