/** The words on the screen, in the language that the person chose. */
const bundles = JSON.parse(document.body.dataset.texts);
export const home = document.documentElement.lang;
let language = home;
const listeners = [];

/** What else is written in the language chosen. */
export const whenSpeaking = (write) => listeners.push(write);

export const currentLanguage = () => language;

/** The words for a key, with {0}, {1} … filled in. */
export function words(key, ...values) {
  const text = bundles[language][key];
  return values.reduce((filled, value, place) => filled.replaceAll(`{${place}}`, value), text);
}

/** "1 second", "12 seconds", "3 minutes", as people say it. */
export function seconds(count) {
  const minutes = count >= 120;
  const format = { style: "unit", unit: minutes ? "minute" : "second", unitDisplay: "long" };
  return new Intl.NumberFormat(language, format).format(minutes ? Math.ceil(count / 60) : count);
}

/** Puts everything that is written on the page into the given language. */
export function speakIn(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = words(element.dataset.text, element.dataset.value ?? "");
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words(element.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
  for (const write of listeners) write();
}
