/** Knows whether Postern answers, and says so when that changes. */
import { post } from "./post.js";
import { timing } from "./timing.js";

let up = true;
let misses = 0;
let timer;
let tell;

export const isUp = () => up;

/** Sends heartbeats from now on; the listener is called with true or false when the line comes or goes. */
export function watchLine(listener) {
  tell = listener;
  addEventListener("offline", () => settle(false));
  addEventListener("online", beat);
  beat();
}

async function beat() {
  clearTimeout(timer);
  const answered = await answers();
  misses = answered ? 0 : misses + 1;
  if (answered) settle(true);
  else if (misses > 1 || !navigator.onLine) settle(false);
  clearTimeout(timer);
  timer = setTimeout(beat, 1000 * (answered ? timing.heartbeat : timing.heartbeatOffline));
}

async function answers() {
  try {
    const response = await post("/kiosk/heartbeat", {}, timing.heartbeatAnswer);
    noteTime(response);
    return response.ok;
  } catch {
    return false;
  }
}

function settle(nowUp) {
  if (nowUp === up) return;
  up = nowUp;
  tell(up);
}

let ahead = 0;

/** The kiosk's own clock may be wrong; Postern's is not. */
function noteTime(response) {
  const date = Date.parse(response.headers.get("Date"));
  if (!Number.isNaN(date)) ahead = date - Date.now();
}

export const now = () => new Date(Date.now() + ahead);
