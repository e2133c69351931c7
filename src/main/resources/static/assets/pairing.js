/** Makes this screen a kiosk with the code that staff read out of the portal. */
import { post } from "./kiosk/post.js";
import { timing } from "./kiosk/timing.js";

const form = document.getElementById("pairing");
const code = document.getElementById("code");
const problem = document.getElementById("pairing-problem");
const button = form.querySelector("button");

/** 0123 456 789: as the portal shows it. */
function group() {
  const digits = code.value.replace(/\D/g, "").slice(0, 10);
  code.value = [digits.slice(0, 4), digits.slice(4, 7), digits.slice(7)].filter(Boolean).join(" ");
}

async function pair(event) {
  event.preventDefault();
  const digits = code.value.replace(/\D/g, "");
  if (digits.length !== 10) return say(form.dataset.incomplete);
  button.disabled = true;
  try {
    await send(digits);
  } catch {
    say(form.dataset.noAnswer);
  } finally {
    button.disabled = false;
  }
}

async function send(digits) {
  const response = await post("/kiosk/pairing", { code: digits }, timing.answer);
  if (response.status === 204) return location.replace("/kiosk");
  if (response.status === 429) {
    const minutes = Math.ceil(Number(response.headers.get("Retry-After")) / 60);
    return say(form.dataset.tooMany.replace("{0}", minutes));
  }
  return say(response.status === 422 ? form.dataset.refused : form.dataset.noAnswer);
}

function say(sentence) {
  problem.textContent = sentence;
  code.setAttribute("aria-invalid", "true");
  code.select();
  code.focus();
}

code.addEventListener("input", () => {
  group();
  problem.textContent = "";
  code.removeAttribute("aria-invalid");
});
form.addEventListener("submit", pair);

// The rehearsal hands its code over in the fragment, which is sent nowhere.
const handed = /^#code=(\d{10})$/.exec(location.hash)?.[1];
if (handed) {
  history.replaceState(null, "", "/kiosk");
  code.value = handed;
  group();
}
