/** A key is seen for some seconds, then it is gone from the page, not only hidden. */
export const countDown = (shown) => {
  const key = shown.querySelector(".revealed-pin");
  const timer = shown.querySelector("[role=timer]");
  const progress = shown.querySelector("progress");
  const end = performance.now() + Number(shown.dataset.seconds) * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (!key.isConnected) return;
    if (left > 0) {
      timer.textContent = timer.dataset.left.replace("{0}", left);
      progress.value = left;
      return setTimeout(tick, 250);
    }
    key.remove();
    progress.remove();
    shown.querySelector(".revealed-dots").hidden = false;
    timer.textContent = timer.dataset.hidden;
  };
  tick();
};
