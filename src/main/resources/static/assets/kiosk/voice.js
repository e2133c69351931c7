/** Says what the screen says: always to a screen reader, aloud when the person wants it, with the same words below. */
import { currentLanguage } from "./texts.js";

const caption = document.getElementById("caption");
const button = document.getElementById("voice");
let aloud = false;

export function announce(text) {
  caption.textContent = text;
  if (!aloud) return;
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = currentLanguage();
  speechSynthesis.speak(utterance);
}

export function setAloud(on) {
  aloud = on;
  button.setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("aloud", on);
  if (!on && canSpeak()) speechSynthesis.cancel();
}

export const isAloud = () => aloud;

const canSpeak = () => "speechSynthesis" in window;

/** A kiosk without a voice offers none. */
export function offerVoice(whenSwitched) {
  button.hidden = !canSpeak();
  button.addEventListener("click", () => {
    setAloud(!aloud);
    whenSwitched();
  });
}
