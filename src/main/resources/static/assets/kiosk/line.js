/** Knows whether Postern answers, and says so when that changes. */
import { post } from "./post.js";
import { timing } from "./timing.js";

let up = true;
let misses = 0;
let timer;
let tell;
let tellChanged;

export const isUp = () => up;

/**
 * Sends heartbeats from now on. The listener is called with true or false when the line comes or goes, the other one
 * after each heartbeat that answers with another version than this page's.
 */
export function watchLine(listener, pageChanged) {
  tell = listener;
  tellChanged = pageChanged;
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
    noteVersion(response);
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

/** This page stays open for months; what staff set up meanwhile has to reach it. */
function noteVersion(response) {
  const version = response.headers.get("X-Kiosk-Page");
  if (version && version !== document.body.dataset.version) tellChanged();
}

let ahead = 0;

/** The kiosk's own clock may be wrong; Postern's is not. */
function noteTime(response) {
  const date = Date.parse(response.headers.get("Date"));
  if (!Number.isNaN(date)) ahead = date - Date.now();
}

export const now = () => new Date(Date.now() + ahead);
