/**
 * One touch of Accept is one attempt with one id. An answer that got lost is asked for again with the same id,
 * so it never opens a door twice.
 */
import { post } from "./post.js";
import { timing, wait } from "./timing.js";

/** What became of it: the kiosk's answer, or "unknown" when none came in time. */
export async function attempt(shown) {
  const question = { attempt: crypto.randomUUID(), shown };
  const touchedAt = performance.now();
  const waited = () => Math.round(performance.now() - touchedAt);
  while (waited() < timing.giveUp * 1000) {
    const answer = await ask({ ...question, waited: waited() });
    if (answer) return answer;
    await wait(timing.askAgain);
  }
  return { answer: "unknown", seconds: 0 };
}

/** The answer, or nothing if it is worth asking again. */
async function ask(question) {
  try {
    const response = await post("/kiosk/entries", question, timing.answer);
    if (response.ok) return await response.json();
    if (response.status < 500 && response.status !== 429) return { answer: "unknown", seconds: 0 };
  } catch {
    // the line broke, or nobody answered in time
  }
  return undefined;
}
