import "./once.js";
import { countDown } from "./revealed.js";

// A link that leads to a question opens it as a dialog instead; without this script it is a page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-dialog]");
  if (link) {
    event.preventDefault();
    document.getElementById(link.dataset.dialog)?.showModal();
  }
  event.target.closest?.("[data-close]")?.closest("dialog")?.close();
});

// Nobody looks: nothing is asked for. Nobody touches it for long: the session may end.
const LONG = 25 * 60 * 1000;
let touched = performance.now();
for (const kind of ["pointerdown", "keydown", "scroll"]) {
  document.addEventListener(kind, () => (touched = performance.now()), { passive: true });
}
document.addEventListener("htmx:beforeRequest", (event) => {
  const polls = event.detail.elt.getAttribute("hx-trigger")?.includes("every");
  if (polls && (document.hidden || performance.now() - touched > LONG)) event.preventDefault();
});

// Opens dialogs by their buttons where the browser does not do it by itself yet.
const inventive = "commandForElement" in HTMLButtonElement.prototype;
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[commandfor]");
  if (inventive || !button) return;
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (button.getAttribute("command") === "show-modal") dialog?.showModal();
  if (button.getAttribute("command") === "close") dialog?.close();
});

// Says so when a part of the page can no longer be brought up to date.
const cutOff = document.getElementById("cut-off");
const sayCutOff = () => {
  cutOff.textContent = document.body.dataset.cutOff;
  cutOff.hidden = false;
};
document.addEventListener("htmx:sendError", sayCutOff);
document.addEventListener("htmx:responseError", sayCutOff);
document.addEventListener("htmx:afterOnLoad", () => {
  cutOff.hidden = true;
});

// What somebody typed before the scripts were there is looked for as well.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.activeElement;
  if (!field?.matches("input") || field.value === field.defaultValue) return;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Under the shield: fetched when it opens, gone when it closes.
const shield = document.getElementById("my-shield");
shield?.addEventListener("toggle", (event) => {
  const mine = document.getElementById("my-pin");
  if (event.newState === "open") htmx.ajax("GET", shield.dataset.from, { target: mine, swap: "innerHTML" });
  else mine.replaceChildren();
});
shield?.addEventListener("htmx:afterSettle", () => shield.querySelectorAll(".revealed").forEach(countDown));
