import { describe, expect, it } from 'vitest';
import { createTokenBucket, type TokenAnswer } from '../../../core/channels/token-bucket.ts';
import { createManualClock } from './manual-clock.ts';

function openBucket(o: {
  perSecond: number;
  capacity: number;
  reserve?: number;
  waitMsMax?: number;
}) {
  const clock = createManualClock();
  const bucket = createTokenBucket({
    clock,
    tokensPerSecond: o.perSecond,
    capacity: o.capacity,
    reserve: o.reserve ?? 0,
    waitMsMax: o.waitMsMax ?? 60_000,
  });
  const granted: string[] = [];
  const ask = (name: string, isUrgent = false): Promise<TokenAnswer> => {
    const answer = bucket.take({ isUrgent });
    void answer.then(({ kind }) => granted.push(kind === 'granted' ? name : `${name} refused`));
    return answer;
  };
  return { clock, granted, ask, waitMs: () => bucket.waitMs() };
}

describe('the call budget of an account', () => {
  it('lets a burst through at once and the rest at the pace that the shop allows', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 2, capacity: 3 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name);
    await clock.advance(0);
    expect(granted).toEqual(['a', 'b', 'c']);
    await clock.advance(499);
    expect(granted).toHaveLength(3);
    await clock.advance(1);
    expect(granted).toEqual(['a', 'b', 'c', 'd']);
    await clock.advance(500);
    expect(granted).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('serves callers in the order in which they came', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 10, capacity: 1 });
    const names = Array.from({ length: 20 }, (_, index) => `call ${index}`);
    for (const name of names) void ask(name);
    await clock.advance(2_000);
    expect(granted).toEqual(names);
  });

  it('tells each caller how long it waited', async () => {
    const { clock, ask } = openBucket({ perSecond: 1, capacity: 1 });
    const first = ask('a');
    const second = ask('b');
    await clock.advance(1_000);
    expect(await first).toEqual({ kind: 'granted', waitedMs: 0 });
    expect(await second).toEqual({ kind: 'granted', waitedMs: 1_000 });
  });

  it('keeps its reserve for calls that take a listing off sale', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 1, capacity: 10, reserve: 1 });
    for (let index = 0; index < 10; index += 1) void ask(`cosmetic ${index}`);
    await clock.advance(0);
    expect(granted).toHaveLength(9);
    void ask('zero', true);
    await clock.advance(0);
    expect(granted.at(-1)).toBe('zero');
  });

  it('lets an urgent call pass those that wait, even when it comes last', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 1, capacity: 2, reserve: 1 });
    for (const name of ['a', 'b', 'c']) void ask(name);
    void ask('zero', true);
    void ask('second zero', true);
    await clock.advance(1_000);
    expect(granted).toEqual(['a', 'zero', 'second zero']);
    await clock.advance(5_000);
    expect(granted).toEqual(['a', 'zero', 'second zero', 'b', 'c']);
  });

  it('never saves up more than its burst over a quiet night', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 5, capacity: 2 });
    await clock.advance(8 * 3_600_000);
    for (const name of ['a', 'b', 'c']) void ask(name);
    await clock.advance(0);
    expect(granted).toEqual(['a', 'b']);
  });

  it('refuses at once, with the time to come back, when the wait would be too long', async () => {
    const { clock, ask } = openBucket({ perSecond: 1, capacity: 1, waitMsMax: 2_000 });
    const answers = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await clock.advance(2_000);
    expect(await Promise.all(answers)).toEqual([
      { kind: 'granted', waitedMs: 0 },
      { kind: 'granted', waitedMs: 1_000 },
      { kind: 'granted', waitedMs: 2_000 },
      { kind: 'refused', afterMs: 3_000 },
    ]);
  });

  it('says how long a call would wait, without spending anything on the question', async () => {
    const { clock, granted, ask, waitMs } = openBucket({ perSecond: 2, capacity: 2, reserve: 1 });
    expect([waitMs(), waitMs()]).toEqual([0, 0]);
    void ask('a');
    await clock.advance(0);
    expect(waitMs()).toBe(500);
    void ask('b');
    expect(waitMs()).toBe(1_000);
    await clock.advance(1_000);
    expect(granted).toEqual(['a', 'b']);
    await clock.advance(500);
    expect(waitMs()).toBe(0);
  });

  it('lets ordinary calls through even where the shop allows a burst of one', async () => {
    const { clock, granted, ask } = openBucket({ perSecond: 1, capacity: 1, reserve: 0.5 });
    void ask('a');
    await clock.advance(0);
    expect(granted).toEqual(['a']);
  });
});
