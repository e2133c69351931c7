// Passkeys: the browser speaks bytes, our forms speak text.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const asked = (options) => {
  const list = (known) => known?.map((each) => ({ ...each, id: bytes(each.id) }));
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) asked.allowCredentials = list(options.allowCredentials);
  if (options.excludeCredentials) asked.excludeCredentials = list(options.excludeCredentials);
  return asked;
};

const written = (credential) => {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
};

// Asks the server what to ask for, then the device.
const answer = async (place, token) => {
  const headers = { "X-CSRF-TOKEN": token };
  const reply = await fetch(place.dataset.challenges, { method: "POST", headers });
  if (!reply.ok) throw new Error(String(reply.status));
  const publicKey = asked(await reply.json());
  const credential =
    place.dataset.passkey === "make"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
  return written(credential);
};

// A page that stands alone is printed by a button.
document.querySelector(".codes ~ .buttons [data-print]")?.addEventListener("click", () => print());

// Words for what went wrong; the person's own "no" needs no more than one calm sentence.
const say = (place, error) => {
  const said = place.querySelector("[data-said]");
  const known = { NotAllowedError: "cancelled", InvalidStateError: "again", SecurityError: "site" };
  said.textContent = place.dataset[known[error.name]] ?? place.dataset.failed;
  said.hidden = false;
};

const busy = (place, is) => {
  for (const button of place.querySelectorAll("button")) button.disabled = is;
};

const token = (place) => place.closest("form").querySelector("[name=_csrf]").value;

// A form that is sent with the device's answer in it.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    busy(form, true);
    try {
      form.elements.answer.value = await answer(form, token(form));
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      say(form, error);
      busy(form, false);
    }
  });
}

// Inside a form that asks who it is: the passkey answers in the password's place.
const dress = (place) => {
  if (!window.PublicKeyCredential) return;
  place.hidden = false;
};
document.querySelectorAll("[data-passkey-confirms]").forEach(dress);
new MutationObserver(() => {
  document.querySelectorAll("[data-passkey-confirms][hidden]").forEach(dress);
}).observe(document.body, { childList: true, subtree: true });
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-passkey-confirms] button");
  if (!button) return;
  const place = button.closest("[data-passkey-confirms]");
  busy(place, true);
  try {
    const body = new URLSearchParams({ answer: await answer(place, token(place)) });
    const headers = { "X-CSRF-TOKEN": token(place) };
    const reply = await fetch(place.dataset.passkeyConfirms, { method: "POST", headers, body });
    if (!reply.ok) throw new Error(String(reply.status));
    if (place.dataset.back) return location.assign(place.dataset.back);
    const field = place.closest(".confirmation");
    const said = document.createElement("p");
    said.className = "notice";
    said.setAttribute("role", "status");
    said.tabIndex = -1;
    said.textContent = place.dataset.confirmed;
    field.replaceWith(said);
    said.focus();
  } catch (error) {
    say(place, error);
    busy(place, false);
  }
});
