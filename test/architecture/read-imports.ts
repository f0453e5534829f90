import type { MaskedSource } from './mask-source.ts';

export type Import = { at: number; specifier: string };

const BEFORE_SPECIFIER = /\b(from|import|import\s*\()\s*$/;

/** Static, re-exporting, side-effect and dynamic imports, of values and of types. */
export function readImports({ code, strings }: MaskedSource): Import[] {
  return strings
    .filter(({ at }) => BEFORE_SPECIFIER.test(code.slice(Math.max(0, at - 40), at)))
    .map(({ at, text }) => ({ at, specifier: text }));
}
