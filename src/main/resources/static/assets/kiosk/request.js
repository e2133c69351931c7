/** Somebody without a PIN asks for one. What is told is the same whoever's address it is. */
import { askForPin } from "./attempt.js";
import { oneMoment, tell } from "./entry.js";
import { words } from "./texts.js";
import { ask } from "./turn.js";
import * as writing from "./writing.js";

export const beginRequest = () => ask("request");

export async function acceptAddress() {
  const address = writing.written();
  if (!address) return writing.complain(words("request.empty"));
  const { answer } = await oneMoment(askForPin(address), "request.waiting");
  if (answer !== "no-address") return tell(answer === "unknown" ? "request-unknown" : answer);
  beginRequest();
  writing.put(address); // to be mended, not typed again
  return writing.complain(words("request.no-address"));
}
