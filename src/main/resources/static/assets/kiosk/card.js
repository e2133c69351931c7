/** Who entered with their own PIN may add a key card, for a minute and only here. */
import { addCard } from "./attempt.js";

const offer = document.getElementById("offer");
let entry;

/** Offers it on the screen of the open door, if the answer does. */
export function offerAfter({ attempt, touchedAt, card }) {
  entry = card ? { attempt, until: touchedAt + card * 1000 } : undefined;
  offer.hidden = !entry;
}

/** Whoever comes next is somebody else. */
export function withdraw() {
  entry = undefined;
}

/** Whole seconds in which a card can still be added. */
export const secondsLeft = () => (entry ? Math.max(0, Math.floor((entry.until - performance.now()) / 1000)) : 0);

/** The name of the screen that says what became of it. */
export async function add(number) {
  if (!entry) return "card-sign-in-first";
  const { answer } = await addCard(entry.attempt, number);
  return answer === "unknown" ? "card-unknown" : answer;
}
