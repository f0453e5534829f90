import type { InboundMessage } from '../front-end/inbound-message.ts';
import { normalizeLinkCode } from '../people/link-code.ts';
import { done, note, refusal, text } from '../reply/reply.ts';
import { countStranger } from './scene-store.ts';
import type { Answered, AnswererDeps } from './turn.ts';

// Whoever goes on talking to us without a code has read the line by then.
const LINES_PER_HOUR = 3;
const HOUR_MS = 60 * 60_000;
const LINK = /^\/?(?:link|start|join)(?:@\S+)?\s+(\S.{0,40})$/i;

/** One answer for every code that does not work, whatever is wrong with it. */
export const CODE_REFUSED =
  'That code does not work. A code is good once and for ten minutes: ask the owner for a new one.';
const WHO_ARE_YOU =
  'I do not know you yet. Ask the owner of the shop for a code, then send me: link and the code.';

/** Somebody we do not know can do one thing: link, with a code that an owner made. */
export async function answerStranger(
  { core, people }: Pick<AnswererDeps, 'core' | 'people'>,
  message: InboundMessage,
  now: Date,
): Promise<Answered> {
  const { sellerId, frontEnd, sender, chat, content } = message;
  const code = content.kind === 'text' ? findCode(content.text) : null;
  if (code !== null) {
    const linked = await people.link(sellerId, {
      ...{ frontEnd, externalId: sender.id, shownName: sender.name, code },
      chatId: chat.isDirect ? chat.id : null,
    });
    if (!linked) return { reply: refusal(CODE_REFUSED), note: 'link refused' };
    const { personId } = linked;
    const all = await people.list(sellerId);
    const person = all.find((each) => each.personId === personId);
    const words = `You are linked as ${person?.name ?? 'a person'}, ${person?.role ?? 'viewer'}.`;
    const hint = note('Ask me “stock”, or “help” for everything that I can do.');
    return { reply: done(text(words, 'good'), hint), personId, isWrite: true };
  }
  if (!chat.isDirect) return { reply: { outcome: 'ignored', blocks: [] }, note: 'stranger' };
  const db = core.database.forSeller(sellerId);
  const since = new Date(now.getTime() - HOUR_MS);
  const sent = await countStranger(db, { sellerId, frontEnd, senderId: sender.id, since });
  if (sent > LINES_PER_HOUR) {
    return { reply: { outcome: 'ignored', blocks: [] }, note: 'stranger' };
  }
  return { reply: refusal(WHO_ARE_YOU), note: 'stranger' };
}

/** "link K7QM-3FXT", "/start K7QM3FXT", or the code alone. */
function findCode(typed: string): string | null {
  const announced = LINK.exec(typed.trim())?.[1];
  if (announced !== undefined) return announced;
  return normalizeLinkCode(typed.trim());
}
