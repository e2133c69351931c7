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

/** A newer link in the tab of one that is over changes only the fragment: the page must come anew. */
function begin() {
  if (location.hash) location.replace(`${location.pathname}?again${location.hash}`);
}

addEventListener("hashchange", form ? open : begin);
if (form) open();
