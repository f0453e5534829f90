/** From a message's text to what was said to us: mentions and slashes are the platform's own. */
import type { MenuEntry } from '../front-end/front-end.ts';
import { fromSlash } from './menu.ts';
import type { Me, TelegramMessage } from './wire.ts';

/** The text as one would type it at a prompt; null: it was not said to us. */
export function readText(
  message: TelegramMessage,
  o: { me: Me; menu: readonly MenuEntry[] },
): string | null {
  const raw = message.text ?? message.caption ?? '';
  const spelt = message.text === undefined ? message.caption_entities : message.entities;
  const entities = spelt ?? [];
  const slash = readSlash(raw, entities);
  if (slash && slash.botName !== null && !isOurName(slash.botName, o.me)) return null;
  const mentions = entities.filter((entity) => {
    if (entity.type === 'text_mention') return entity.user?.id === o.me.id;
    const named = raw.slice(entity.offset, entity.offset + entity.length);
    return entity.type === 'mention' && isOurName(named.slice(1), o.me);
  });
  const isAnswer = message.reply_to_message?.from?.id === o.me.id;
  const isDirect = message.chat.type === 'private';
  if (!isDirect && !slash && mentions.length === 0 && !isAnswer) return null;
  const said = withoutMentions(raw, mentions);
  return slash ? spellOut({ ...slash, rest: said.slice(slash.length) }, o.menu) : said.trim();
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** A command stands first, or it is a word among others. */
function readSlash(
  raw: string,
  entities: readonly (Range & { readonly type: string })[],
): { name: string; botName: string | null; length: number } | null {
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!first) return null;
  const [name = '', botName = null] = raw.slice(1, first.length).split('@');
  return { name, botName, length: first.length };
}

function spellOut(
  slash: { readonly name: string; readonly rest: string },
  menu: readonly MenuEntry[],
): string {
  const rest = slash.rest.trim();
  // Telegram's own button to begin with; a link t.me/<bot>?start=<code> brings the code along.
  if (slash.name === 'start') return rest === '' ? 'help' : `link ${rest}`;
  const name = fromSlash(slash.name, menu);
  return rest === '' ? name : `${name} ${rest}`;
}

function isOurName(name: string, me: Me): boolean {
  return name.toLowerCase() === me.username.toLowerCase();
}

/** Offsets count UTF-16 units, as strings here do. */
function withoutMentions(raw: string, mentions: readonly Range[]): string {
  let said = raw;
  for (const { offset, length } of mentions.toSorted((a, b) => b.offset - a.offset)) {
    const before = said.slice(0, offset);
    const after = said.slice(offset + length);
    said = /\s$/.test(before) || before === '' ? before + after.trimStart() : before + after;
  }
  return said;
}
