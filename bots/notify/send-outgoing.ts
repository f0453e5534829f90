import { backOffMs } from '../../core/propagation/back-off.ts';
import type { Destination, SendOutcome } from '../front-end/front-end.ts';
import { decodeReply, encodeReply, withoutBytes } from '../reply/encode-reply.ts';
import type { Reply } from '../reply/reply.ts';
import type { NotifyDeps, Reachable } from './notify-deps.ts';
import {
  type ClaimedOutgoing,
  claimOutgoing,
  listWays,
  markSent,
  type OutgoingName,
  parkOutgoing,
  putOffOutgoing,
  type Way,
} from './outgoing-store.ts';

/** A process that dies while it sends leaves the message to others after this long. */
const CLAIM_MS = 60_000;
/** Nobody wants to hear tomorrow what was low today. */
const AGE_MS_MAX = 24 * 3_600_000;
/** So often a busy front-end is waited for before another one is tried. */
const WAITS_MAX = 2;
const REASON_LENGTH_MAX = 200;

type Tried =
  | { readonly kind: 'sent'; readonly way: Way; readonly messageId: string }
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'never'; readonly reason: string };

/**
 * Sends one message by the first way that takes it: where it was asked for, else, when that
 * front-end is down or refuses, wherever the same person can be reached.
 */
export async function sendOutgoing(deps: NotifyDeps, name: OutgoingName): Promise<void> {
  const { core, clock, log, random } = deps;
  const db = core.database.forSeller(name.sellerId);
  const now = clock.now();
  const until = new Date(now.getTime() + CLAIM_MS);
  const claimed = await claimOutgoing(db, { ...name, now, until });
  if (!claimed) return;
  const reply = decodeReply(claimed.reply);
  const ways = await listWaysOf(deps, name, claimed);
  const tried = await tryWays(deps, { ways, reply, claimed });
  if (tried.kind === 'sent') {
    const kept = JSON.stringify(encodeReply(withoutBytes(reply)));
    const { way, messageId } = tried;
    await markSent(db, { ...name, at: clock.now(), way, messageId, reply: kept });
    return;
  }
  const error = tried.reason.slice(0, REASON_LENGTH_MAX).toWellFormed();
  const isOld = clock.now().getTime() - claimed.createdAt.getTime() > AGE_MS_MAX;
  if (tried.kind === 'never' || isOld) {
    log.warn('message_given_up', { ...name, target: claimed.target, reason: error });
    await parkOutgoing(db, { ...name, error });
    return;
  }
  const { attempts } = claimed;
  const waitMs = backOffMs({ attempts, afterMs: tried.afterMs, random });
  await putOffOutgoing(db, { ...name, until: new Date(clock.now().getTime() + waitMs), error });
}

async function listWaysOf(
  { core }: NotifyDeps,
  { sellerId }: OutgoingName,
  { personId, frontEnd, chatId }: ClaimedOutgoing,
): Promise<Way[]> {
  if (chatId !== null) return [{ frontEnd, chatId }];
  if (personId === null) return [];
  const ways = await listWays(core.database.forSeller(sellerId), { sellerId, personId });
  return ways.toSorted((a, b) => Number(b.frontEnd === frontEnd) - Number(a.frontEnd === frontEnd));
}

async function tryWays(
  deps: NotifyDeps,
  o: { ways: readonly Way[]; reply: Reply; claimed: ClaimedOutgoing },
): Promise<Tried> {
  const open = new Map(deps.frontEnds().map((each) => [each.id, each]));
  const { reply, claimed } = o;
  const key = `${claimed.key}/${claimed.target}`;
  let later: Tried | null = null;
  let refused: Tried | null = null;
  for (const way of o.ways) {
    const frontEnd = open.get(way.frontEnd);
    const state = frontEnd?.health().state ?? 'down';
    if (!frontEnd || state === 'down' || state === 'needs-login') {
      later ??= { kind: 'later', afterMs: 0, reason: `${way.frontEnd} is not reachable.` };
      continue;
    }
    const outcome = await sendSafely(frontEnd, { to: { ...way, replyTo: null }, reply, key });
    if (outcome.kind === 'sent') return { kind: 'sent', way, messageId: outcome.messageId };
    const { reason } = outcome;
    if (outcome.kind === 'rejected') {
      refused ??= { kind: 'never', reason };
      continue;
    }
    later ??= {
      kind: 'later',
      reason,
      afterMs: outcome.kind === 'retry-later' ? outcome.afterMs : 0,
    };
    // Busy is not down: it is waited for, but not for ever.
    if (outcome.kind === 'retry-later' && claimed.attempts < WAITS_MAX) return later;
  }
  // As long as one way may open again it is not given up.
  return later ?? refused ?? { kind: 'later', afterMs: 0, reason: 'This person has no chat yet.' };
}

async function sendSafely(
  frontEnd: Reachable,
  o: { to: Destination; reply: Reply; key: string },
): Promise<SendOutcome> {
  try {
    return await frontEnd.send(o);
  } catch (error) {
    return { kind: 'retry-later', afterMs: 0, reason: (error as Error).message };
  }
}
