// Slack's text as it goes over the wire: three characters are entities, everything in angle
// brackets is a mention, a channel or a link.

/** Nothing in it can be a mention, a broadcast or a link any more. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export interface WrittenText {
  /** What the person wrote. */
  readonly text: string;
  /** Lines that they quote; null: none. */
  readonly quoted: string | null;
  readonly mentionsUs: boolean;
  /** It begins with the name of somebody else. */
  readonly isForOthers: boolean;
}

const BRACKETED = /<([^<>]*)>/g;
const QUOTE_LINE = /^\s*(&gt;|>)+ ?/;
const MENTION_FIRST = /^\s*<@([A-Z0-9]+)(\|[^<>]*)?>/;

export function readWrittenText(raw: string, botUserId: string): WrittenText {
  const lines = raw.split('\n');
  const own = lines.filter((line) => !QUOTE_LINE.test(line));
  const quotes = lines.filter((line) => QUOTE_LINE.test(line));
  const readable = (text: string) => unescapeText(text.replace(BRACKETED, toWords(botUserId)));
  const first = MENTION_FIRST.exec(own.join('\n'))?.[1];
  const quoted = quotes.map((line) => readable(line.replace(QUOTE_LINE, ''))).join('\n');
  return {
    text: withoutTicks(readable(own.join('\n')).trim()),
    quoted: quotes.length > 0 ? quoted : null,
    mentionsUs: own.some((line) => line.includes(`<@${botUserId}`)),
    isForOthers: first !== undefined && first !== botUserId,
  };
}

/** "<@U1|asha>" → "@asha", "<#C1|stock>" → "#stock", "<https://a.b|c>" → "c". */
function toWords(botUserId: string): (whole: string, inside: string) => string {
  return (_whole, inside) => {
    const [target = '', label] = inside.split('|');
    if (target.startsWith('@')) {
      return target === `@${botUserId}` ? ' ' : label ? `@${label}` : target;
    }
    if (target.startsWith('#')) return label ? `#${label}` : target;
    if (target.startsWith('!')) return `@${label ?? target.slice(1)}`;
    return label || target;
  };
}

/** `sold 3 hoodie-m`, as code is often quoted in chats. */
function withoutTicks(text: string): string {
  const inner = /^`{1,3}([^`]+)`{1,3}$/.exec(text)?.[1];
  return (inner ?? text).trim();
}
