/** Draws the QR code of the key in the fragment, which reaches no server's log. Opening this page uses nothing up. */
const title = document.getElementById("qr-title");
const place = document.getElementById("qr-code");
const sentence = document.getElementById("qr-words");
const print = document.getElementById("qr-print");

async function draw() {
  const shown = location.hash.slice(1);
  if (!/^P[0-9A-HJKMNP-TV-Z]{26}$/.test(shown)) return say(document.body.dataset.broken);
  try {
    const response = await fetch("/q", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ shown }),
      cache: "no-store",
    });
    if (!response.ok) return say(document.body.dataset.noAnswer);
    const { svg } = await response.json();
    place.replaceChildren(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
    print.hidden = false;
  } catch {
    say(document.body.dataset.noAnswer);
  }
  return undefined;
}

function say(words) {
  title.hidden = true;
  place.hidden = true;
  sentence.textContent = words;
}

print.addEventListener("click", () => window.print());
addEventListener("hashchange", () => location.reload());
draw();
