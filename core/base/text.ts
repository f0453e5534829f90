// Text from outside is data. Postgres refuses U+0000 and silently replaces half surrogate pairs,
// so both are settled at the edge, before anything is compared or stored.

export const SKU_CODE_LENGTH_MAX = 64;

export type SkuCodeRefusal = 'empty' | 'too_long' | 'broken_text' | 'hidden_character';
export type ParsedSkuCode = { ok: true; code: string } | { ok: false; reason: SkuCodeRefusal };

// Control and format characters (direction marks, zero-width, soft hyphen), line separators, the
// fillers that print as nothing, and every space but the plain one: two codes must never look
// alike and differ.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|(?! )\p{Zs}/u;

/** What may be stored: whole characters only, without U+0000. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** The one spelling under which a SKU is stored and looked up. */
export function normalizeSkuCode(text: string): string {
  return text.normalize('NFC').trim();
}

/** Judges a code that is about to be created; a look-up only needs `normalizeSkuCode`. */
export function readSkuCode(text: string): ParsedSkuCode {
  if (!text.isWellFormed()) return { ok: false, reason: 'broken_text' };
  const code = normalizeSkuCode(text);
  if (code === '') return { ok: false, reason: 'empty' };
  if ([...code].length > SKU_CODE_LENGTH_MAX) return { ok: false, reason: 'too_long' };
  if (HIDDEN.test(code)) return { ok: false, reason: 'hidden_character' };
  return { ok: true, code };
}

export function isAcceptableSkuCode(text: string): boolean {
  return readSkuCode(text).ok;
}
