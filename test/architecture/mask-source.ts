// Reads TypeScript just well enough to judge it: the compiler in use has no interface for that.
// The mask is the source with every comment, string and regular expression blanked out, character
// for character, so that positions and line numbers stay and brackets can be counted.

export type StringLiteral = { at: number; text: string };
export type MaskedSource = { code: string; strings: StringLiteral[] };

const REGEX_MAY_FOLLOW = /(^|[=(,[!&|?:;{}+\-*%<>~^]|=>|\b(return|typeof|case|in|of|await|void))$/;

type Cursor = { text: string; at: number; out: string[]; strings: StringLiteral[] };

export function maskSource(text: string): MaskedSource {
  const cursor: Cursor = { text, at: 0, out: text.split(''), strings: [] };
  maskCode(cursor, { untilBrace: false });
  return { code: cursor.out.join(''), strings: cursor.strings };
}

function maskCode(cursor: Cursor, o: { untilBrace: boolean }): void {
  let depth = 0;
  while (cursor.at < cursor.text.length) {
    const char = cursor.text[cursor.at];
    const pair = cursor.text.slice(cursor.at, cursor.at + 2);
    if (pair === '//') blankUntil(cursor, '\n');
    else if (pair === '/*') blankUntil(cursor, '*/');
    else if (char === "'" || char === '"') readQuoted(cursor, char);
    else if (char === '`') readTemplate(cursor);
    else if (char === '/' && isRegexStart(cursor)) blankRegex(cursor);
    else {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      if (o.untilBrace && depth < 0) return;
      cursor.at += 1;
    }
  }
}

function blank(cursor: Cursor, from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (cursor.out[at] !== '\n') cursor.out[at] = ' ';
}

function blankUntil(cursor: Cursor, end: string): void {
  const found = cursor.text.indexOf(end, cursor.at + 2);
  const to = found < 0 ? cursor.text.length : found + (end === '\n' ? 0 : end.length);
  blank(cursor, cursor.at, to);
  cursor.at = to;
}

function readQuoted(cursor: Cursor, quote: string): void {
  const start = cursor.at;
  let at = start + 1;
  while (at < cursor.text.length && cursor.text[at] !== quote) {
    at += cursor.text[at] === '\\' ? 2 : 1;
  }
  cursor.strings.push({ at: start, text: cursor.text.slice(start + 1, at) });
  blank(cursor, start + 1, at);
  cursor.at = at + 1;
}

function readTemplate(cursor: Cursor): void {
  const start = cursor.at;
  let text = '';
  cursor.at += 1;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '`') {
    if (cursor.text.startsWith('${', cursor.at)) {
      text += '${}';
      cursor.at += 2;
      maskCode(cursor, { untilBrace: true });
      cursor.at += 1;
      continue;
    }
    const width = cursor.text[cursor.at] === '\\' ? 2 : 1;
    text += cursor.text.slice(cursor.at, cursor.at + width);
    blank(cursor, cursor.at, cursor.at + width);
    cursor.at += width;
  }
  cursor.strings.push({ at: start, text });
  cursor.at += 1;
}

function isRegexStart(cursor: Cursor): boolean {
  const before = cursor.out
    .slice(Math.max(0, cursor.at - 200), cursor.at)
    .join('')
    .trimEnd();
  return REGEX_MAY_FOLLOW.test(before);
}

function blankRegex(cursor: Cursor): void {
  const start = cursor.at;
  let inClass = false;
  let at = start + 1;
  for (; at < cursor.text.length && cursor.text[at] !== '\n'; at += 1) {
    const char = cursor.text[at];
    if (char === '\\') at += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) break;
  }
  blank(cursor, start + 1, at);
  cursor.at = at + 1;
}

export function lineOf(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}
