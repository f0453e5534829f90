import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../core/base/random.ts';
import { type PushOutcome, rejected, retryLater } from '../../../core/channels/outcome.ts';
import type { AccountHealth } from '../../../core/propagation/account-health-store.ts';
import { backOffMs } from '../../../core/propagation/back-off.ts';
import { judgeOutcomes } from '../../../core/propagation/judge-outcomes.ts';
import type { DueTarget } from '../../../core/propagation/target-store.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);

const target = (o: Partial<DueTarget> = {}): DueTarget => ({
  listingId: 1,
  skuId: 1,
  externalId: '1',
  externalParentId: null,
  externalStockId: null,
  skuCode: 'MUG',
  value: 3,
  version: 2,
  committedAt: ago(10 * 60_000),
  attempts: 20,
  expected: 4,
  ...o,
});

const health = (o: Partial<AccountHealth> = {}): AccountHealth => ({
  currency: 'INR',
  epoch: 'e',
  state: 'active',
  stateReason: null,
  failures: 0,
  openUntil: null,
  lastOkAt: ago(1_000),
  lastError: null,
  lastErrorAt: null,
  ...o,
});

const judge = (outcomes: PushOutcome[], o: { due?: DueTarget; health?: AccountHealth } = {}) =>
  judgeOutcomes({
    targets: outcomes.map((_, index) => ({ ...(o.due ?? target()), listingId: index + 1 })),
    outcomes,
    sentAt: ago(50),
    at: NOW,
    health: o.health ?? health(),
    random: createSeededRandom(1),
  });

describe('when a listing is given up', () => {
  it('what the shop rejects is given up at once, with its reason', () => {
    const { putOff } = judge([rejected('no such variant')], { due: target({ attempts: 0 }) });
    expect(putOff).toMatchObject([{ isParked: true, reason: 'no such variant' }]);
  });

  it('what keeps failing for minutes is given up while the shop answers for others', () => {
    expect(judge([retryLater('odd')]).putOff).toMatchObject([{ isParked: true }]);
  });

  it('an outage of the shop gives nothing up', () => {
    const sick = health({ lastOkAt: ago(10 * 60_000) });
    const { putOff } = judge([retryLater('no answer')], { health: sick });
    expect(putOff).toMatchObject([{ isParked: false }]);
  });

  it('many tries within seconds are no reason either', () => {
    const due = target({ committedAt: ago(20_000) });
    expect(judge([retryLater('busy')], { due }).putOff).toMatchObject([{ isParked: false }]);
  });

  it('a conflict never gives a listing up, however often it comes', () => {
    const judged = judge([{ kind: 'conflict', actual: 7 }]);
    expect(judged.putOff).toMatchObject([{ isParked: false, nextAt: NOW }]);
    expect(judged.conflicts).toMatchObject([{ actual: 7 }]);
  });
});

describe('when a shop as a whole is left alone', () => {
  it('one refused listing among accepted ones is not the shop', () => {
    expect(judge([{ kind: 'applied' }, retryLater('odd')]).failure).toBeNull();
  });

  it('the third refused call in a row opens the breaker', () => {
    const second = judge([retryLater('down')], { health: health({ failures: 1 }) });
    expect(second.failure).toMatchObject({ openUntil: null });
    const third = judge([retryLater('down')], { health: health({ failures: 2 }) });
    expect(third.failure?.openUntil?.getTime()).toBeGreaterThan(NOW.getTime());
  });

  it('a wait that the shop asks for is kept from the first call on', () => {
    const { failure } = judge([retryLater('slow down', { afterMs: 7_000 })]);
    expect(failure?.openUntil).toEqual(new Date(NOW.getTime() + 7_000));
  });
});

describe('how long is waited between tries', () => {
  it('doubles up to 30 s, with jitter over the whole span, never below what the shop asked', () => {
    const random = createSeededRandom(7);
    for (let attempts = 0; attempts < 20; attempts += 1) {
      const ceilingMs = Math.min(1_000 * 2 ** attempts, 30_000);
      const waitMs = backOffMs({ attempts, afterMs: null, random });
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(ceilingMs);
      expect(backOffMs({ attempts, afterMs: 40_000, random })).toBe(40_000);
    }
  });
});
