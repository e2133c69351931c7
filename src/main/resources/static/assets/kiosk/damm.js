/** The check digit that ends every PIN: it finds every single wrong digit and every swap of two neighbours. */
const TABLE = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

/** Whether the last digit fits the ones before it. */
export function isSound(digits) {
  let interim = 0;
  for (const digit of digits) interim = Number(TABLE[interim][digit]);
  return interim === 0;
}
