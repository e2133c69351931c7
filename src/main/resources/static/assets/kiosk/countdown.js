/** Counts whole seconds down to nought. */
export function countDown(seconds, { tick, end }) {
  const until = performance.now() + seconds * 1000;
  let shown;
  const step = () => {
    const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    if (left !== shown) tick((shown = left));
    if (left > 0) return;
    stop();
    end();
  };
  const timer = setInterval(step, 100);
  const stop = () => clearInterval(timer);
  step();
  return stop;
}
