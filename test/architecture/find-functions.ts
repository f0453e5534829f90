import { lineOf, type MaskedSource } from './mask-source.ts';

export type FoundFunction = { line: number; lines: number; body: string };

const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const CONTROL = /\b(if|for|while|switch|catch|with|await)\s*$/;
const BASE_CLASS = /\bextends\s+[\w.]+$/;
const ENDS_TYPE = /[;,=?([{<]/;
// A word before the brace that begins another kind of block.
const OTHER_BLOCK = new Set(
  'class interface extends implements try else finally do static export import enum return'.split(
    ' ',
  ),
);

/** Every function with a body in braces, nested ones too. Type annotations are looked through. */
export function findFunctions({ code }: MaskedSource): FoundFunction[] {
  const found: FoundFunction[] = [];
  const open: number[] = [];
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{') open.push(at);
    if (code[at] !== '}') continue;
    const start = open.pop();
    const head = start === undefined ? undefined : findHead(code, start);
    if (start === undefined || head === undefined) continue;
    const lines = lineOf(code, at) - lineOf(code, head) + 1;
    found.push({ line: lineOf(code, head), lines, body: code.slice(start, at) });
  }
  return found;
}

/** Where the function of this brace begins, or undefined for any other block. */
function findHead(code: string, brace: number): number | undefined {
  const before = code.slice(0, brace).trimEnd();
  if (before.endsWith('=>')) return headOfArrow(before.slice(0, -2).trimEnd());
  if (before.endsWith(')')) return headOfParameters(before, before.length - 1);
  return headBehindType(before);
}

function headOfArrow(before: string): number {
  const at = before.length - 1;
  if (before[at] === ')') return matching(before, at);
  return headBehindType(before) ?? at;
}

/** For `(a: A): Promise<B> {`: back over the type to `):`, then over the parameters. */
function headBehindType(before: string): number | undefined {
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const char = before[at] ?? '';
    const word = /\w+$/.exec(before.slice(Math.max(0, at - 40), at + 1))?.[0];
    if (word && OTHER_BLOCK.has(word)) return undefined;
    if (word) at -= word.length - 1;
    else if (char === '>' && before[at - 1] === '=') at -= 1;
    else if (char in OPENING) at = matching(before, at);
    else if (char === ':') {
      // Right behind the colon stands the type itself, as in `(): { a: A }`.
      if (at === before.length - 1) return undefined;
      const left = before.slice(0, at).trimEnd();
      return left.endsWith(')') ? headOfParameters(left, left.length - 1) : undefined;
    } else if (ENDS_TYPE.test(char)) return undefined;
  }
  return undefined;
}

function headOfParameters(code: string, close: number): number | undefined {
  const start = matching(code, close);
  const before = code.slice(Math.max(0, start - 100), start);
  return CONTROL.test(before) || BASE_CLASS.test(before) ? undefined : start;
}

function matching(code: string, close: number): number {
  const closing = code[close] ?? '';
  const opening = OPENING[closing] ?? '';
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    if (closing === '>' && code[at] === '>' && code[at - 1] === '=') continue;
    if (code[at] === closing) depth += 1;
    if (code[at] === opening) depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}
