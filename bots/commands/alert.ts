// What people want to be told without asking. Everybody decides that alone, whatever their role.

import { countParkedOutgoing } from '../notify/outgoing-store.ts';
import {
  deleteSubscriptions,
  listSubscriptions,
  putSubscription,
  setMuted,
} from '../notify/subscription-store.ts';
import { isMuted, type Subscription, TOPICS, type Topic } from '../notify/topic.ts';
import { type Cell, done, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { readWords } from './read-words.ts';
import {
  duration,
  type LocationRef,
  location,
  optional,
  quantity,
  type SkuRef,
  sku,
  word,
} from './slot.ts';

/** Where nobody says how few are few. */
const BELOW_USUAL = 10;
const MUTE_MINUTES_USUAL = 8 * 60;
const MINUTE_MS = 60_000;
const UNDELIVERED_MS = 7 * 86_400_000;

const topicSlot = () =>
  word(
    {
      low: ['low stock', 'running low'],
      out: ['out of stock', 'sold out', 'empty'],
      shortage: ['shortages', 'short', 'oversell'],
      parked: ['dead letters', 'dead letter', 'failed', 'stuck'],
      digest: ['daily digest', 'daily', 'summary'],
    },
    'about what: low, out, shortage, parked or digest',
  );

export const alertCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'alerts',
    aliases: ['my alerts', 'subscriptions'],
    summary: 'List what you are told without asking.',
    examples: ['alerts'],
    group: 'alerts',
    risk: 'read',
    slots: {},
    run: listAlerts,
  }),
  defineCommand({
    name: 'subscribe',
    aliases: ['alert me', 'notify me', 'tell me when'],
    summary: 'Be told what is low, out, short, stuck; or a digest.',
    examples: ['subscribe low', 'subscribe out', 'subscribe shortage', 'subscribe digest'],
    group: 'alerts',
    risk: 'write',
    role: 'viewer',
    slots: {
      topic: topicSlot(),
      quantity: optional(quantity()),
      sku: optional(sku()),
      location: optional(location()),
    },
    run: subscribe,
  }),
  defineCommand({
    name: 'unsubscribe',
    aliases: ['stop alerts'],
    summary: 'Be told no longer: of one kind, or of all.',
    examples: ['unsubscribe low', 'unsubscribe digest'],
    group: 'alerts',
    risk: 'write',
    role: 'viewer',
    slots: { topic: optional(topicSlot()), sku: optional(sku()) },
    run: unsubscribe,
  }),
  defineCommand({
    name: 'mute',
    aliases: ['snooze', 'silence'],
    summary: 'Hear no alerts for a while: 8 hours, or as long as said.',
    examples: ['mute', 'mute out'],
    group: 'alerts',
    risk: 'write',
    role: 'viewer',
    slots: { topic: optional(topicSlot()), duration: optional(duration()) },
    run: mute,
  }),
  defineCommand({
    name: 'unmute',
    aliases: ['unsnooze'],
    summary: 'Hear alerts again.',
    examples: ['unmute'],
    group: 'alerts',
    risk: 'write',
    role: 'viewer',
    slots: { topic: optional(topicSlot()) },
    run: unmute,
  }),
];

function placeOf({ core, seller, person }: CommandContext) {
  const { sellerId } = seller;
  return { db: core.database.forSeller(sellerId), sellerId, personId: person.personId };
}

const toTopic = (word: string | undefined): Topic | null =>
  TOPICS.find((topic) => topic === word) ?? null;

async function subscribe(
  context: CommandContext,
  o: {
    topic: string;
    quantity: number | undefined;
    sku: SkuRef | undefined;
    location: LocationRef | undefined;
  },
): Promise<Reply> {
  const { frontEnd, isDirect, chatId, now, formats } = context;
  const { db, ...whose } = placeOf(context);
  const topic = toTopic(o.topic) ?? 'low';
  const hasPlace = topic === 'low' || topic === 'out';
  const wanted = {
    ...{ topic, skuId: topic === 'digest' ? null : (o.sku?.skuId ?? null) },
    locationId: hasPlace ? (o.location?.locationId ?? null) : null,
    below: topic === 'low' ? (o.quantity ?? BELOW_USUAL) : null,
    // Asked for among others, it is told to all of them.
    ...{ frontEnd, chatId: isDirect ? null : chatId },
  };
  const id = await putSubscription(db, { ...whose, ...wanted, at: now });
  const what = describe(wanted, {
    skuCode: o.sku?.code ?? null,
    locationName: o.location?.name ?? null,
    show: formats.quantity,
  });
  const where = isDirect ? 'You will be told here' : 'This chat will be told';
  context.changed({
    what: `Alert: ${what}`,
    before: null,
    after: null,
    undo: { kind: 'subscriptions', remove: [id], add: [] },
  });
  return done(text(`${where}: ${what}.`, 'good'), note(`Stop it: unsubscribe ${topic}`));
}

interface Names {
  readonly skuCode: string | null;
  readonly locationName: string | null;
  readonly show: (value: number) => string;
}

function describe({ topic, below }: Pick<Subscription, 'topic' | 'below'>, names: Names): string {
  const { skuCode, locationName, show } = names;
  const subject = skuCode ?? 'any SKU';
  const where = locationName === null ? '' : ` in ${locationName}`;
  switch (topic) {
    case 'low':
      return `when ${subject} falls below ${show(below ?? BELOW_USUAL)} available${where}`;
    case 'out':
      return `when ${subject} is out of stock${where}`;
    case 'shortage':
      return `when an order wants more of ${subject} than there is`;
    case 'parked':
      return `when a shop keeps refusing an update of ${subject}`;
    case 'digest':
      return 'every morning at 9: what was sold, and what runs out';
  }
}

async function listAlerts(context: CommandContext): Promise<Reply> {
  const { now, formats } = context;
  const { db, ...whose } = placeOf(context);
  const [own, undelivered, words] = await Promise.all([
    listSubscriptions(db, whose),
    countParkedOutgoing(db, { ...whose, since: new Date(now.getTime() - UNDELIVERED_MS) }),
    readWords(context),
  ]);
  const lost =
    undelivered === 0
      ? null
      : text(`${undelivered} could not be delivered in the last 7 days.`, 'warn');
  if (own.length === 0) {
    return reply(
      text('You are told nothing by itself.'),
      lost,
      note('Try: subscribe low, subscribe out, subscribe shortage, subscribe digest'),
    );
  }
  const rows = own.map((each): Cell[] => [
    describe(each, {
      skuCode: each.skuId === null ? null : words.code(each.skuId),
      locationName: each.locationId === null ? null : words.place(each.locationId),
      show: formats.quantity,
    }),
    each.chatId === null ? each.frontEnd : `${each.frontEnd}, a group`,
    isMuted(each, now) ? `muted until ${formats.instant(each.mutedUntil ?? now)}` : '',
  ]);
  const columns = [
    { title: 'You are told', isElastic: true },
    { title: 'Where', dropOrder: 1 },
    ...(rows.some((row) => row[2] !== '') ? ['Muted'] : []),
  ];
  return reply(table(columns, rows), lost, note('Stop one: unsubscribe low. For a while: mute'));
}

async function unsubscribe(
  context: CommandContext,
  o: { topic: string | undefined; sku: SkuRef | undefined },
): Promise<Reply> {
  const { db, ...whose } = placeOf(context);
  const topic = toTopic(o.topic);
  const skuId = o.sku?.skuId ?? null;
  const ended = (await listSubscriptions(db, whose)).filter(
    (each) => (topic === null || each.topic === topic) && (skuId === null || each.skuId === skuId),
  );
  if (ended.length === 0) {
    const words = 'You have no alert of that kind. What automations tell you is in their list.';
    return refusal(words, 'automations');
  }
  await deleteSubscriptions(db, { ...whose, topic, skuId });
  const what = topic === null ? 'all alerts' : topic === 'digest' ? 'the digest' : `“${topic}”`;
  const about = o.sku ? ` of ${o.sku.code}` : '';
  context.changed({
    what: `No more: ${what}${about}`,
    before: null,
    after: null,
    undo: { kind: 'subscriptions', remove: [], add: ended },
  });
  return done(text(`You will no longer hear ${what}${about}.`, 'good'));
}

async function mute(
  context: CommandContext,
  o: { topic: string | undefined; duration: { minutes: number } | undefined },
): Promise<Reply> {
  const { now, formats } = context;
  const { db, ...whose } = placeOf(context);
  const minutes = o.duration?.minutes ?? MUTE_MINUTES_USUAL;
  const until = new Date(now.getTime() + minutes * MINUTE_MS);
  const muted = await setMuted(db, { ...whose, topic: toTopic(o.topic), until });
  if (muted === 0) return refusal('You are told nothing of that kind.', 'alerts');
  const when = formats.instant(until);
  context.changed({
    what: `Muted alerts until ${when}`,
    before: null,
    after: null,
    undo: { kind: 'none', because: 'Say: unmute' },
  });
  const words = `Quiet until ${when}. What happens meanwhile is not told later.`;
  return done(text(words, 'good'), note('Sooner: unmute'));
}

async function unmute(context: CommandContext, o: { topic: string | undefined }): Promise<Reply> {
  const { db, ...whose } = placeOf(context);
  const count = await setMuted(db, { ...whose, topic: toTopic(o.topic), until: null });
  if (count === 0) return refusal('You are told nothing of that kind.', 'alerts');
  context.changed({
    what: 'Alerts are heard again',
    before: null,
    after: null,
    undo: { kind: 'none', because: 'Say: mute' },
  });
  return done(text('You hear alerts again.', 'good'));
}
