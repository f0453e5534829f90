/**
 * HTML as Telegram reads it: the text that people see, what is formatted, and what it makes a link,
 * a mention or a command of by itself, outside of code.
 */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['b', 'bold'],
  ['i', 'italic'],
  ['code', 'code'],
  ['pre', 'pre'],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
]);
const TOKEN = /<(\/?)([a-z-]*)[^>]*>|&(?:lt|gt|amp|quot);|[<&]|[^<&]+/g;

/** Throws with the words of Telegram's own refusal. */
export function readHtml(html: string): Formatted {
  let text = '';
  const entities: Entity[] = [];
  const open: { type: string; offset: number }[] = [];
  for (const [token, slash, tag = ''] of html.matchAll(TOKEN)) {
    if (token === '<' || token === '&') throw new Error(`can't parse entities: stray ${token}`);
    if (!token.startsWith('<')) {
      text += ESCAPES.get(token) ?? token;
      continue;
    }
    const type = TYPES.get(tag);
    if (!type) throw new Error(`can't parse entities: Unsupported start tag "${tag}"`);
    if (slash === '') {
      const inside = open.at(-1)?.type;
      if (inside === 'code' || inside === 'pre' || (inside && type === 'code')) {
        throw new Error(`can't parse entities: ${type} inside of ${inside}`);
      }
      open.push({ type, offset: text.length });
      continue;
    }
    const opened = open.pop();
    if (opened?.type !== type) throw new Error(`can't parse entities: Unexpected end tag ${tag}`);
    const length = text.length - opened.offset;
    if (length > 0) entities.push({ ...opened, length });
  }
  if (open.length > 0) throw new Error("can't parse entities: Can't find end tag");
  return { text, entities: [...entities, ...findLive(text, entities)] };
}

export function readPlain(text: string): Formatted {
  return { text, entities: findLive(text, []) };
}

const LIVE: Readonly<Record<string, RegExp>> = {
  mention: /(?<![\p{L}\p{N}_])@[A-Za-z][A-Za-z0-9_]{2,31}/gu,
  hashtag: /(?<![\p{L}\p{N}_])#[\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu,
  cashtag: /(?<![\p{L}\p{N}_])\$[A-Z]{1,8}\b/gu,
  bot_command: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}/gu,
  url: /\b(?:[a-z]+:\/\/\S+|[\p{L}\p{N}-]+\.(?:com|org|net|in|me|ru|shop|example|io)\b\S*)/giu,
  email: /\b[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}/giu,
};

function findLive(text: string, entities: readonly Entity[]): Entity[] {
  const dead = entities.filter(({ type }) => type === 'code' || type === 'pre');
  return Object.entries(LIVE).flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)]
      .map((match) => ({ type, offset: match.index, length: match[0].length }))
      .filter((found) => !dead.some((each) => overlaps(each, found))),
  );
}

function overlaps(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** What could be pressed, or would call somebody. */
export function liveOf(entities: readonly Entity[]): Entity[] {
  return entities.filter(({ type }) => type in LIVE);
}
