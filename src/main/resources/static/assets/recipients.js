// The list is walked with the arrow keys: from the search field down into it and back.
const field = document.getElementById("recipient-words");
const links = () => [...document.querySelectorAll("#found .row-link")];

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = links();
  const here = all.indexOf(document.activeElement);
  const inField = document.activeElement === field;
  if (here < 0 && !inField) return;
  const to = {
    ArrowDown: () => all[here + 1] ?? document.querySelector("#found .more-rows a"),
    ArrowUp: () => (here > 0 ? all[here - 1] : here === 0 ? field : null),
    Home: () => (inField ? null : all[0]),
    End: () => (inField ? null : all.at(-1)),
    Escape: () => (inField ? null : field),
  }[event.key]?.();
  if (!to) return;
  event.preventDefault();
  to.focus();
});

// Rows that were asked for with the keyboard are stepped into.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.target.matches?.(".more-rows")) return;
  if (!event.detail.target.contains(document.activeElement)) return;
  const before = links().length;
  document.addEventListener("htmx:afterSettle", () => links()[before]?.focus(), { once: true });
});
