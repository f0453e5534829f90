// JSON.rawJSON is in every Node this project runs on, and not yet in the compiler's library.
const json = JSON as typeof JSON & { rawJSON(text: string): unknown };

const INTEGER = /^-?(?:0|[1-9]\d{0,18})$/;

/** Digits of any length as a JSON number, exactly: for vendors whose ids are 64-bit integers. */
export function wireInteger(digits: string): unknown {
  if (!INTEGER.test(digits)) throw new TypeError('A wire integer is written in plain digits.');
  return json.rawJSON(digits);
}
