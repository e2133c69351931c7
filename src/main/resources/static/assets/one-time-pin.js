import { countDown } from "./revealed.js";

// Pages that have an address of their own are shown as dialogs where scripts run.
const dialog = document.getElementById("dialog");
const content = document.getElementById("dialog-content");
let openedBy = "";

const show = (html) => {
  content.innerHTML = html;
  dialog.setAttribute("aria-labelledby", "dialog-title");
  if (!dialog.open) dialog.showModal();
  content.querySelector("[autofocus]")?.focus();
  content.querySelectorAll(".revealed").forEach(countDown);
};

const ask = async (address, options = {}) => {
  const answer = await fetch(address, { ...options, headers: { "HX-Request": "true" } });
  if (answer.headers.has("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"));
  if (!answer.ok) return location.assign(address);
  show(await answer.text());
};

document.addEventListener("click", (event) => {
  if (!dialog || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const opener = event.target.closest("a[data-dialog]");
  if (opener) {
    event.preventDefault();
    openedBy = opener.id;
    ask(opener.href).catch(() => location.assign(opener.href));
  }
  // Not "if it is open": portal.js may have closed it already, and the link would load the page anew.
  const closer = event.target.closest("a[data-close]");
  if (closer && dialog.contains(closer)) {
    event.preventDefault();
    dialog.close();
  }
});

// Nothing of what was shown stays in the page. The browser tells with its next picture: by then another
// may be shown, and the story may have put a new button in the place of the one that led here.
dialog?.addEventListener("close", () => {
  if (dialog.open) return;
  content.replaceChildren();
  if (document.activeElement === document.body) document.getElementById(openedBy)?.focus();
});

// Reveal answers in the dialog; the slip is a page of its own.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!dialog?.contains(form) || !form.matches("[data-reveal]")) return;
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  form.querySelectorAll("button").forEach((button) => (button.disabled = true));
  ask(form.action, { method: "POST", body: fields }).catch(() => location.reload());
});

document.querySelectorAll("main .revealed").forEach(countDown);

// A slip is printed, then hidden.
const slip = document.querySelector("[data-slip]");
document.querySelector("[data-print]")?.addEventListener("click", () => print());
if (slip) addEventListener("pagehide", () => slip.replaceChildren());

// Who it is for. Without this script a search that shows links; with it a combobox of them.
const who = document.getElementById("who");
if (who) {
  const options = () => [...document.querySelectorAll("#match-list a")];
  const chosen = () => options().findIndex((option) => option.ariaSelected === "true");
  const choose = (index) => {
    const all = options();
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (all[index]) {
      who.setAttribute("aria-activedescendant", all[index].id);
      all[index].scrollIntoView({ block: "nearest" });
    } else {
      who.removeAttribute("aria-activedescendant");
    }
  };
  const dress = () => {
    const list = document.getElementById("match-list");
    list?.setAttribute("role", "listbox");
    for (const option of options()) {
      option.parentElement.setAttribute("role", "presentation");
      option.setAttribute("role", "option");
      option.tabIndex = -1;
    }
    if (list) who.setAttribute("aria-controls", list.id);
    else who.removeAttribute("aria-controls");
    who.setAttribute("aria-expanded", String(list !== null));
    choose(-1);
  };
  who.setAttribute("role", "combobox");
  who.setAttribute("aria-autocomplete", "list");
  dress();

  // Enter while the answer is still under way counts for the answer.
  let waiting = false;
  let stale = false;
  who.addEventListener("input", () => {
    stale = true;
    waiting = false;
    choose(-1);
  });
  const enter = () => {
    if (chosen() >= 0) options()[chosen()].click();
    else if (options().length === 1) options()[0].click();
    else if (options().length) choose(0);
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "matches") return;
    dress();
    stale = false;
    if (waiting) enter();
    waiting = false;
  });
  who.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" && count) choose((chosen() + 1) % count);
    else if (event.key === "ArrowUp" && count) choose(chosen() <= 0 ? count - 1 : chosen() - 1);
    else if (event.key === "Escape" && who.value) {
      who.value = "";
      who.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (event.key === "Enter") {
      if (stale) waiting = true;
      else enter();
    } else return;
    event.preventDefault();
  });
}

// The sentence under the form follows the ticks.
document.addEventListener("change", (event) => {
  if (event.target.name !== "via") return;
  document
    .querySelector(`.summary-via [data-via="${event.target.value}"]`)
    ?.classList.toggle("off", !event.target.checked);
});

// "choose…" leads on to the date.
document.getElementById("choose")?.addEventListener("click", (event) => {
  if (event.detail > 0) document.getElementById("date")?.focus();
});

// What changed in the story is said once.
document.addEventListener("htmx:afterSettle", (event) => {
  const story = document.getElementById("story");
  const said = document.getElementById("story-said");
  if (!story || !said || event.target.id !== "story") return;
  const latest = [...story.querySelectorAll(".told-step .state")].at(-1);
  said.textContent = [story.dataset.said, latest?.closest("p").textContent.trim().replace(/\s+/g, " ")]
    .filter(Boolean)
    .join(". ");
});
