// Number() turns '0x10' into 16, '1e3' into 1000, [5] into 5 and loses a unit above 2^53, so no
// quantity of the project passes through it before this pattern.

export const QUANTITY_MAX = 1_000_000;
const DIGITS = /^\d{1,7}$/;

export type QuantityRefusal = 'not_a_whole_number' | 'too_large';
export type ParsedQuantity = { ok: true; value: number } | { ok: false; reason: QuantityRefusal };

function readDigits(text: string): ParsedQuantity {
  if (!DIGITS.test(text)) {
    const tooLong = /^\d{8,}$/.test(text);
    return { ok: false, reason: tooLong ? 'too_large' : 'not_a_whole_number' };
  }
  const value = Number.parseInt(text, 10);
  return value > QUANTITY_MAX ? { ok: false, reason: 'too_large' } : { ok: true, value };
}

/** Units as a person types them: digits only, spaces around allowed, 0 to 1,000,000. */
export function parseQuantity(text: string): ParsedQuantity {
  return readDigits(text.trim());
}

/** Units as a channel sends them: a whole JSON number or a string of digits, nothing else. */
export function readWireQuantity(value: unknown): ParsedQuantity {
  if (typeof value === 'string') return readDigits(value);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    return { ok: false, reason: 'not_a_whole_number' };
  }
  if (value > QUANTITY_MAX) return { ok: false, reason: 'too_large' };
  // Minus zero passes the checks above and would be printed as "-0".
  return { ok: true, value: value + 0 };
}
