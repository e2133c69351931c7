/** The time in the property's zone. */
import { now } from "./line.js";
import { currentLanguage, whenSpeaking } from "./texts.js";

const zone = document.body.dataset.zone;

function showTime() {
  const at = now();
  for (const element of document.querySelectorAll("[data-clock]")) {
    const style = element.dataset.clock;
    const format =
      style === "day"
        ? { weekday: "long", day: "numeric", month: "long" }
        : { hour: "numeric", minute: "2-digit" };
    const text = new Intl.DateTimeFormat(place(), { ...format, timeZone: zone }).format(at);
    if (element.textContent !== text) element.textContent = text;
  }
}

/** English as it is written where the property is: 2:05 PM or 14:05. */
function place() {
  return `${currentLanguage()}-${document.body.dataset.country}`;
}

export function runClock() {
  showTime();
  whenSpeaking(showTime);
  setInterval(showTime, 1000);
}
