import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import { createFormats } from '../reply/format-values.ts';
import type { Reply } from '../reply/reply.ts';
import {
  type AlertWords,
  describeLow,
  describeOut,
  describeParked,
  describeShortages,
} from './describe-alert.ts';
import { enqueue } from './enqueue.ts';
import { type Crossing, findCrossings } from './find-crossings.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { listSubscriptions } from './subscription-store.ts';
import { isMuted, nameTarget, type Subscription } from './topic.ts';
import {
  lockCursor,
  moveCursor,
  type NewlyParked,
  type NewShortage,
  nameSkus,
  readHead,
  readKits,
  readLevels,
  readNewShortages,
  readWatchedEntries,
  takeNewlyParked,
} from './watch-store.ts';

/** More wait for the next look: a transaction stays short. */
const ENTRIES_MAX = 2_000;

interface Happened {
  readonly upTo: number;
  readonly crossings: readonly Crossing[];
  readonly shortages: readonly NewShortage[];
  readonly parked: readonly NewlyParked[];
}

/** One message to be made: everything of one topic for one target. */
interface Card {
  readonly key: string;
  readonly topic: Subscription['topic'];
  readonly target: Subscription;
  readonly reply: Reply;
}

/**
 * Looks at what happened since the last look, and leaves what is to be told, all in one
 * transaction: whatever cuts it short, nothing is told twice and nothing is left out.
 * @returns whether more is waiting
 */
export async function watchSeller(deps: NotifyDeps, sellerId: number): Promise<boolean> {
  const { core, clock } = deps;
  const [seller, locations] = await Promise.all([
    core.catalog.readSeller(sellerId),
    core.catalog.listLocations(sellerId),
  ]);
  const placeNames = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  return core.database.forSeller(sellerId).transaction(async (tx) => {
    const now = clock.now();
    const after = await lockCursor(tx, sellerId);
    const head = await readHead(tx, sellerId);
    const all = await listSubscriptions(tx, { sellerId, personId: null });
    const subscriptions = all.filter((each) => !isMuted(each, now));
    const happened = await readHappened(tx, { sellerId, after, head, subscriptions });
    const words = await readWords(tx, { seller, now, happened });
    const cards = drawCards(happened, { subscriptions, words, placeNames });
    for (const { key, topic, target, reply } of cards) {
      const cause = `alert ${topic}`;
      await enqueue(tx, { sellerId, at: now, key, target, reply, cause });
    }
    if (happened.upTo > after) await moveCursor(tx, { sellerId, seq: happened.upTo });
    return happened.upTo < head;
  });
}

type Wanted = { readonly subscriptions: readonly Subscription[] };

async function readHappened(
  tx: Queryable,
  o: Wanted & { sellerId: number; after: number; head: number },
): Promise<Happened> {
  const { sellerId, after, head, subscriptions } = o;
  const wants = (...topics: readonly Subscription['topic'][]) =>
    subscriptions.some(({ topic }) => topics.includes(topic));
  const parked = wants('parked') ? await takeNewlyParked(tx, sellerId) : [];
  const isWatched = wants('low', 'out', 'shortage');
  if (head <= after || !isWatched) return { upTo: head, crossings: [], shortages: [], parked };
  const between = { sellerId, after, upTo: head, limit: ENTRIES_MAX };
  const entries = wants('low', 'out') ? await readWatchedEntries(tx, between) : [];
  const upTo = entries.length === ENTRIES_MAX ? (entries.at(-1)?.seq ?? head) : head;
  const shortages = wants('shortage')
    ? await readNewShortages(tx, { ...between, upTo, limit: ENTRIES_MAX })
    : [];
  const moved = [...new Set(entries.map(({ skuId }) => skuId))];
  const kits = await readKits(tx, { sellerId, skuIds: moved });
  const skuIds = [...new Set([...moved, ...kits.map(({ skuId }) => skuId)])];
  const levels = await readLevels(tx, { sellerId, after, skuIds });
  const crossings = findCrossings({ subscriptions, entries, levels, kits });
  return { upTo, crossings, shortages, parked };
}

async function readWords(
  tx: Queryable,
  o: { seller: Seller; now: Date; happened: Happened },
): Promise<AlertWords> {
  const { seller, now, happened } = o;
  const { crossings, shortages, parked } = happened;
  const skuIds = new Set([...crossings, ...shortages, ...parked].map(({ skuId }) => skuId));
  const { sellerId, currency, timeZone } = seller;
  const known = skuIds.size > 0 ? await nameSkus(tx, { sellerId, skuIds: [...skuIds] }) : [];
  const names = new Map(known.map((each) => [each.skuId, each]));
  return {
    formats: createFormats({ currency, timeZone, now: () => now }),
    nameOf: (skuId) => names.get(skuId) ?? { skuId, code: `SKU ${skuId}`, title: '' },
  };
}

function drawCards(
  happened: Happened,
  o: Wanted & { words: AlertWords; placeNames: ReadonlyMap<number, string> },
): Card[] {
  const { upTo } = happened;
  const targets = Map.groupBy(o.subscriptions, nameTarget);
  return [...targets.values()].flatMap((own): Card[] => {
    const [target] = own;
    if (!target) return [];
    const card = (topic: Subscription['topic'], name: number, reply: Reply): Card => ({
      ...{ key: `alert:${topic}:${name}`, topic, target, reply },
    });
    const ids = new Set(own.map(({ subscriptionId }) => subscriptionId));
    const fell = happened.crossings.filter(({ subscription }) =>
      ids.has(subscription.subscriptionId),
    );
    const { low, out } = splitFallen(fell, o.placeNames);
    const shortages = happened.shortages.filter((each) => isTold(own, 'shortage', each));
    const parked = happened.parked.filter((each) => isParkedTold(own, each));
    const parkedMs = Math.max(0, ...parked.map(({ parkedAt }) => parkedAt.getTime()));
    return [
      ...(out.length > 0 ? [card('out', upTo, describeOut(out, o.words))] : []),
      ...(low.length > 0 ? [card('low', upTo, describeLow(low, o.words))] : []),
      ...(shortages.length > 0
        ? [card('shortage', upTo, describeShortages(shortages, o.words))]
        : []),
      ...(parked.length > 0 ? [card('parked', parkedMs, describeParked(parked, o.words))] : []),
    ];
  });
}

/** What is out is not told a second time as low; a SKU watched twice is told once. */
function splitFallen(fell: readonly Crossing[], placeNames: ReadonlyMap<number, string>) {
  const toFallen = ({ subscription, skuId, before, after }: Crossing) => ({
    ...{ skuId, before, after, below: subscription.below ?? 1 },
    locationName:
      subscription.locationId === null ? null : (placeNames.get(subscription.locationId) ?? null),
  });
  const nameOf = ({ skuId, subscription }: Crossing) => `${skuId}@${subscription.locationId}`;
  const outs = fell.filter(({ subscription }) => subscription.topic === 'out');
  const isOut = new Set(outs.map(nameOf));
  const lows = fell.filter(
    (each) => each.subscription.topic === 'low' && !(isOut.has(nameOf(each)) && each.after === 0),
  );
  const once = (all: readonly Crossing[]) => [
    ...new Map(all.map((each) => [nameOf(each), toFallen(each)])).values(),
  ];
  return { low: once(lows), out: once(outs) };
}

function isTold(
  own: readonly Subscription[],
  wanted: Subscription['topic'],
  o: { skuId: number; seq: number },
): boolean {
  return own.some(
    ({ topic, skuId, sinceSeq }) =>
      topic === wanted && sinceSeq < o.seq && (skuId === null || skuId === o.skuId),
  );
}

function isParkedTold(own: readonly Subscription[], o: NewlyParked): boolean {
  return own.some(
    ({ topic, skuId, createdAt }) =>
      topic === 'parked' && createdAt <= o.parkedAt && (skuId === null || skuId === o.skuId),
  );
}
