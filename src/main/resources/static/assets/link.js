/** Takes the token of a link out of the fragment, which reaches no server's log, and posts it. Nothing is used up by that. */
const form = document.getElementById("link");

function open() {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  form.elements.token.value = token;
  form.hidden = true;
  document.getElementById("link-wait").hidden = false;
  form.submit();
}

addEventListener("hashchange", open);
open();
