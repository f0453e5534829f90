import { createHash } from 'node:crypto';
import type { Random } from '../../core/base/random.ts';

// Without letters and digits that look alike. 31^8 codes: nobody guesses one in ten minutes.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;
const HALF = 4;

/** "K7QM-3FXT": read out on the phone, typed with thumbs. */
export function drawLinkCode(random: Random): string {
  const last = ALPHABET.length - 1;
  const draw = () => ALPHABET[random.integer({ min: 0, max: last })] ?? '';
  const code = Array.from({ length: LENGTH }, draw).join('');
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}

/** However it was typed: small letters, without the hyphen, with spaces. Null: no code at all. */
export function normalizeLinkCode(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[\s_–—-]+/g, '');
  const isCode = bare.length === LENGTH && [...bare].every((sign) => ALPHABET.includes(sign));
  return isCode ? bare : null;
}

/** What is kept of a code. Bound to the seller: the code of another one is just a wrong code. */
export function hashLinkCode(sellerId: number, normalized: string): Buffer {
  return createHash('sha256').update(`${sellerId}:${normalized}`).digest();
}
