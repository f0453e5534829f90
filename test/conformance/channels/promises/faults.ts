import { expect } from 'vitest';
import type { ChannelSession, ListingRef } from '../../../../core/channels/channel.ts';
import type { CallAnswer, PushOutcome } from '../../../../core/channels/outcome.ts';
import type { Fault } from '../../../../core/channels/simulator.ts';
import { type Aspect, aspects } from '../aspects.ts';
import type { Bench } from '../bench.ts';
import type { ChannelPromise, OpenBench } from '../promise.ts';

const RETRY_AFTER_MS = 7_000;

type Answered = Pick<PushOutcome | CallAnswer<unknown>, 'kind'> & { readonly afterMs?: unknown };

interface FaultCase {
  readonly fault: Omit<Fault, 'on'>;
  readonly claim: string;
  readonly expectEach: (outcome: PushOutcome) => void;
  /** Whether the shop shows the pushed value right after the answer; null: it may or may not. */
  readonly isApplied: boolean | null;
}

const LATER_UNKNOWN = { kind: 'retry-later', isOutcomeUnknown: true };

const isNoAcknowledgement = ({ kind }: Answered) =>
  expect(['applied', 'unchanged', 'ok']).not.toContain(kind);

const isAfter = (answer: Answered) => {
  expect(answer).toMatchObject({ kind: 'retry-later' });
  expect(answer.afterMs).toBeGreaterThanOrEqual(RETRY_AFTER_MS);
  expect(answer.afterMs).toBeLessThanOrEqual(RETRY_AFTER_MS + 1_000);
};

const faultsOfWrites: readonly FaultCase[] = [
  {
    claim: 'that is never answered may have been done: tried again later',
    fault: { kind: 'hang' },
    expectEach: (outcome) => expect(outcome).toMatchObject(LATER_UNKNOWN),
    isApplied: false,
  },
  {
    claim: 'whose answer is lost was done and is not known to be: tried again later',
    fault: { kind: 'lose-reply' },
    expectEach: (outcome) => expect(outcome).toMatchObject(LATER_UNKNOWN),
    isApplied: true,
  },
  {
    claim: 'that the shop does late is not known to be done: tried again later',
    fault: { kind: 'apply-late', afterMs: 120 },
    expectEach: (outcome) => expect(outcome).toMatchObject(LATER_UNKNOWN),
    isApplied: null,
  },
  {
    claim: 'that fails inside the shop is tried again later',
    fault: { kind: 'server-error' },
    expectEach: (outcome) => expect(outcome).toMatchObject(LATER_UNKNOWN),
    isApplied: false,
  },
  {
    claim: 'answered 200 with an error is never taken for done',
    fault: { kind: 'error-body-200' },
    expectEach: isNoAcknowledgement,
    isApplied: false,
  },
  {
    claim: 'that comes too fast waits as long as the shop asks, and is not done',
    fault: { kind: 'rate-limit', afterMs: RETRY_AFTER_MS },
    expectEach(outcome) {
      isAfter(outcome);
      expect(outcome).toMatchObject({ isOutcomeUnknown: false });
    },
    isApplied: false,
  },
  {
    claim: 'that comes too fast is tried again later when the shop names no time',
    fault: { kind: 'rate-limit' },
    expectEach: (outcome) =>
      expect(outcome).toMatchObject({ kind: 'retry-later', isOutcomeUnknown: false }),
    isApplied: false,
  },
  {
    claim: 'whose credentials are refused waits for a person',
    fault: { kind: 'unauthorized' },
    expectEach: ({ kind }) => expect(kind).toBe('needs-reauth'),
    isApplied: false,
  },
  {
    claim: 'that is answered slowly is done all the same',
    fault: { kind: 'slow', afterMs: 80 },
    expectEach: ({ kind }) => expect(kind).toBe('applied'),
    isApplied: true,
  },
];

async function openWithThree(
  open: OpenBench,
  aspect: Aspect,
): Promise<{ bench: Bench; listings: readonly ListingRef[] }> {
  const bench = await open();
  const size = Math.min(3, aspect.batchOf(bench.channel.capability));
  const listings = ['A', 'B', 'C'].slice(0, size).map((skuCode) => bench.addListing({ skuCode }));
  // Whatever an adapter must learn about the shop first, it learns here and not under the fault.
  await aspect.push(bench.session, { listings, turn: 1 });
  return { bench, listings };
}

function writePromise(aspect: Aspect, faultCase: FaultCase): ChannelPromise {
  const { fault, claim, expectEach, isApplied } = faultCase;
  const { name, appliesTo, push, shown, wanted } = aspect;
  return {
    name: `a ${name} push ${claim}`,
    appliesTo,
    async check(open) {
      const { bench, listings } = await openWithThree(open, aspect);
      const figures = () => listings.map(({ skuCode }) => shown(bench.shop, skuCode));
      const all = (turn: number) => listings.map(() => wanted(turn));
      bench.shop.inject({ ...fault, on: 'write' });
      const session = fault.kind === 'hang' ? bench.impatient : bench.session;
      const outcomes = await push(session, { listings, turn: 2 });
      expect(outcomes).toHaveLength(listings.length);
      // A shop that takes several calls for a batch may have done one of them and not the next.
      const [first] = outcomes;
      if (first) expectEach(first);
      for (const outcome of outcomes) {
        if (isApplied !== true) isNoAcknowledgement(outcome);
      }
      if (isApplied === false) expect(figures()).toEqual(all(1));
      if (isApplied === true) expect(shown(bench.shop, 'A')).toBe(wanted(2));

      bench.shop.clearFaults();
      if (fault.kind === 'apply-late')
        await expect.poll(figures, { timeout: 5_000 }).toContain(wanted(2));
      const again = await push(bench.session, { listings, turn: 2 });
      for (const { kind } of again) expect(['applied', 'unchanged']).toContain(kind);
      expect(figures()).toEqual(all(2));
    },
  };
}

interface ReadCase {
  readonly claim: string;
  readonly fault: Omit<Fault, 'on'>;
  readonly expectAnswer: (answer: CallAnswer<unknown>) => void;
}

const isLater = (answer: CallAnswer<unknown>) => expect(answer.kind).toBe('retry-later');

const faultsOfReads: readonly ReadCase[] = [
  {
    claim: 'that is never answered is tried again later',
    fault: { kind: 'hang' },
    expectAnswer: isLater,
  },
  {
    claim: 'whose answer is lost is tried again later',
    fault: { kind: 'lose-reply' },
    expectAnswer: isLater,
  },
  {
    claim: 'that fails inside the shop is tried again later',
    fault: { kind: 'server-error' },
    expectAnswer: isLater,
  },
  {
    claim: 'answered 200 with an error is no answer',
    fault: { kind: 'error-body-200' },
    expectAnswer: isNoAcknowledgement,
  },
  {
    claim: 'that comes too fast waits as long as the shop asks',
    fault: { kind: 'rate-limit', afterMs: RETRY_AFTER_MS },
    expectAnswer: isAfter,
  },
  {
    claim: 'whose credentials are refused waits for a person',
    fault: { kind: 'unauthorized' },
    expectAnswer: ({ kind }) => expect(kind).toBe('needs-reauth'),
  },
  {
    claim: 'that is answered slowly is answered',
    fault: { kind: 'slow', afterMs: 80 },
    expectAnswer: ({ kind }) => expect(kind).toBe('ok'),
  },
];

interface ReadKind {
  readonly name: string;
  readonly read: (
    session: ChannelSession,
    o: { listing: ListingRef; orderRef: string },
  ) => Promise<CallAnswer<unknown>>;
}

const reads: readonly ReadKind[] = [
  { name: 'listings', read: (session, { listing }) => session.readListings([listing]) },
  { name: 'an order', read: (session, { orderRef }) => session.fetchOrder(orderRef) },
  {
    name: 'the list of orders',
    read: (session) => session.listOrders({ cursor: null, since: new Date(0) }),
  },
];

function readPromise({ name, read }: ReadKind, readCase: ReadCase): ChannelPromise {
  const { claim, fault, expectAnswer } = readCase;
  return {
    name: `a read of ${name} ${claim}`,
    async check(open) {
      const bench = await open();
      const listing = bench.addListing({ skuCode: 'A' });
      const placed = bench.shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
      const asked = { listing, orderRef: placed.externalId };
      bench.shop.inject({ ...fault, on: 'read' });
      const session = fault.kind === 'hang' ? bench.impatient : bench.session;
      expectAnswer(await read(session, asked));
      bench.shop.clearFaults();
      expect((await read(bench.session, asked)).kind).toBe('ok');
    },
  };
}

/** Some shops must be asked before they can be told: the question may fail too. */
function questionPromise(aspect: Aspect): ChannelPromise {
  return {
    name: `a ${aspect.name} push is never done by halves when the shop cannot be asked first`,
    appliesTo: aspect.appliesTo,
    async check(open) {
      const kinds: readonly Fault['kind'][] = ['server-error', 'error-body-200', 'unauthorized'];
      for (const kind of kinds) {
        const bench = await open();
        const listing = bench.addListing({ skuCode: 'A' });
        bench.shop.inject({ kind, on: 'read' });
        const [outcome] = await aspect.push(bench.session, { listings: [listing], turn: 1 });
        const isDone = aspect.shown(bench.shop, 'A') === aspect.wanted(1);
        if (outcome?.kind === 'applied' || outcome?.kind === 'unchanged') expect(isDone).toBe(true);
        else if (!isDone) isNoAcknowledgement(outcome ?? { kind: 'applied' });
      }
    },
  };
}

export const faultPromises: readonly ChannelPromise[] = [
  ...aspects.flatMap((aspect) => faultsOfWrites.map((one) => writePromise(aspect, one))),
  ...reads.flatMap((kind) => faultsOfReads.map((one) => readPromise(kind, one))),
  ...aspects.map(questionPromise),
];
