/**
 * One touch of Accept is one attempt with one id. An answer that got lost is asked for again with the same id,
 * so it never opens a door twice, and never sends a PIN twice.
 */
import { post } from "./post.js";
import { timing, wait } from "./timing.js";

/** What became of it: the kiosk's answer, or "unknown" when none came in time; and which attempt it was. */
export async function attempt(key) {
  const attempt = crypto.randomUUID();
  const touchedAt = performance.now();
  const waited = () => Math.round(performance.now() - touchedAt);
  const answer = await answerTo("/kiosk/entries", () => ({ attempt, ...key, waited: waited() }));
  return { ...answer, attempt, touchedAt };
}

/** Adds a key card for whoever made that attempt. */
export function addCard(attempt, shown) {
  return answerTo("/kiosk/cards", () => ({ attempt, shown }));
}

/** Asks for a PIN to be sent to that address. */
export function askForPin(address) {
  const request = crypto.randomUUID();
  return answerTo("/kiosk/pin-requests", () => ({ request, address }));
}

async function answerTo(address, question) {
  const giveUp = performance.now() + timing.giveUp * 1000;
  while (performance.now() < giveUp) {
    const answer = await ask(address, question());
    if (answer) return answer;
    await wait(timing.askAgain);
  }
  return { answer: "unknown", seconds: 0 };
}

/** The answer, or nothing if it is worth asking again. */
async function ask(address, question) {
  try {
    const response = await post(address, question, timing.answer);
    if (response.ok) return await response.json();
    if (response.status < 500 && response.status !== 429) return { answer: "unknown", seconds: 0 };
  } catch {
    // the line broke, or nobody answered in time
  }
  return undefined;
}
