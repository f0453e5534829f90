import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { proveLedger } from '../../core/ledger/prove-ledger.ts';
import { LEDGER_INVARIANTS, type LedgerInvariant } from '../../core/ledger/prove-store.ts';
import * as tell from '../support/ledger-events.ts';
import { makeScenario } from '../support/ledger-scenario.ts';
import { type OpenLedger, openLedger } from '../support/open-ledger.ts';
import { submitAll } from '../support/submit-all.ts';

// Much work for a machine that does something else besides.
vi.setConfig({ testTimeout: 90_000 });

// Whoever corrupts a ledger behind its back is somebody who can take down its walls.
const TAKE_DOWN_WALLS = `
  ALTER TABLE entry DISABLE TRIGGER USER;
  ALTER TABLE shortage DISABLE TRIGGER USER;
  ALTER TABLE stock DROP CONSTRAINT reserved_not_negative, DROP CONSTRAINT available_not_negative;
  ALTER TABLE order_line DROP CONSTRAINT covered_and_short_add_up;
  DROP INDEX entry_key;`;

interface Corruption {
  readonly what: string;
  readonly sql: string;
  readonly breaks: readonly LedgerInvariant[];
  /** What the example must show. */
  readonly shows: Record<string, unknown>;
}

// The ledger under attack: 5 of SKU A at place 1, 2 promised to line `held`, kit line `kit` short
// by 1 for want of B, line `late` short by 4 after A had run out at the account's only place.
const CORRUPTIONS: Corruption[] = [
  {
    what: 'a unit appears without an entry',
    sql: 'UPDATE stock SET on_hand = on_hand + 1 WHERE seller_id = $1 AND reserved = 5',
    breaks: ['entries-sum-to-balance', 'no-shortage-while-stock-is-free'],
    shows: { onHand: 6, onHandOfEntries: 5 },
  },
  {
    what: 'an entry disappears',
    sql: `DELETE FROM entry WHERE seller_id = $1 AND kind = 'reserve'
      AND key LIKE '%held%'`,
    breaks: ['entries-sum-to-balance', 'running-balances-continuous', 'sequence-gapless'],
    shows: { reserved: 5, reservedOfEntries: 3 },
  },
  {
    what: 'the running balance of an entry is changed',
    sql: `UPDATE entry SET on_hand_after = on_hand_after + 1 WHERE seller_id = $1
      AND kind = 'receipt'`,
    breaks: ['running-balances-continuous'],
    shows: { onHandBefore: 0, onHandDelta: 5, onHandAfter: 6 },
  },
  {
    what: 'the sequence is set back',
    sql: 'UPDATE ledger_head SET seq = seq - 1 WHERE seller_id = $1',
    breaks: ['sequence-gapless'],
    shows: {},
  },
  {
    what: 'units are promised to nobody',
    sql: `UPDATE order_line SET held_quantities = '{1}', reserved = 1, short = short + 1
      WHERE seller_id = $1 AND line_key LIKE '%held%'`,
    breaks: ['held-equals-reserved', 'shortage-rows-match-lines'],
    shows: { reserved: 5, held: 4 },
  },
  {
    what: 'a line holds other units than it says',
    sql: `UPDATE order_line SET held_skus = held_skus || (held_skus[1] + 1),
        held_locations = held_locations || held_locations[1], held_quantities = '{1,1}'
      WHERE seller_id = $1 AND line_key LIKE '%held%'`,
    breaks: ['held-equals-reserved', 'lines-hold-their-units'],
    shows: { reserved: 5, held: 4 },
  },
  {
    what: 'an order loses a unit',
    sql: `UPDATE order_line SET ordered = ordered + 1 WHERE seller_id = $1
      AND line_key LIKE '%held%'`,
    breaks: ['line-arithmetic'],
    shows: { ordered: 3, reserved: 2, short: 0 },
  },
  {
    what: 'a movement is booked twice under one key',
    sql: `INSERT INTO entry SELECT seller_id, (SELECT seq + 1 FROM ledger_head
        WHERE seller_id = $1), sku_id, location_id, 'count', 0, 0, on_hand_after, 5, key, cause,
        actor, front_end, agent_id, correlation_id, at
      FROM entry WHERE seller_id = $1 AND kind = 'receipt';
      UPDATE ledger_head SET seq = seq + 1 WHERE seller_id = $1`,
    breaks: ['no-key-twice'],
    shows: { times: 2 },
  },
  {
    what: 'a shortage is closed without a row',
    sql: `UPDATE order_line SET short = 3, ordered = ordered - 1 WHERE seller_id = $1
      AND line_key LIKE '%late%'`,
    breaks: ['shortage-rows-match-lines'],
    shows: { short: 3, shortOfRows: 4 },
  },
  {
    what: 'more is promised than lies there',
    sql: 'UPDATE stock SET on_hand = 4 WHERE seller_id = $1 AND reserved = 5',
    breaks: ['entries-sum-to-balance', 'nothing-negative'],
    shows: { onHand: 4, onHandOfEntries: 5 },
  },
  {
    what: 'a kit waits although all its parts are free',
    sql: `UPDATE stock SET reserved = reserved - 1 WHERE seller_id = $1;
      INSERT INTO stock SELECT seller_id, sku_id + 1, location_id, 1, 0 FROM stock
      WHERE seller_id = $1`,
    breaks: ['entries-sum-to-balance', 'held-equals-reserved', 'no-shortage-while-stock-is-free'],
    shows: { onHand: 5, reserved: 4 },
  },
];

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
  await open.owner.query(TAKE_DOWN_WALLS);
});
afterAll(() => open.drop());

async function openShortShop() {
  const seller = await open.addSeller({ skus: 3, locations: 1, hasKits: true });
  const { sellerId, rules } = seller;
  const [skuId = 0] = seller.skuIds;
  const [locationId = 0] = rules.locations;
  const [accountId = 0] = rules.accounts.keys();
  const kit = [...rules.kits.keys()][0] as number;
  const order = (name: string, ordered: number, sku = skuId) =>
    open.ledger.submit(sellerId, tell.orderOf({ accountId, name, skuId: sku, ordered }));
  await open.ledger.submit(sellerId, tell.receiptOf({ skuId, locationId, quantity: 5 }));
  await order('held', 2);
  await order('kit', 1, kit);
  await order('most', 3);
  await order('late', 4);
  return seller;
}

const broken = async (sellerId: number) =>
  (await proveLedger(open, { sellerId })).filter((proof) => proof.violations > 0);

describe('the proof of a ledger', () => {
  it('finds nothing wrong after a random week, whatever was cut, late or short', async () => {
    const seller = await open.addSeller({ skus: 3, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const events = makeScenario({ seed: 7, ...seller, size: { orders: 80, movements: 80 } });
    await submitAll([open.ledger], { sellerId, events, inFlight: 50 });
    const proofs = await proveLedger(open, { sellerId });
    expect(proofs.map((proof) => proof.invariant)).toEqual(LEDGER_INVARIANTS);
    expect(proofs.filter((proof) => proof.violations > 0)).toEqual([]);
  });

  it('finds nothing wrong in a ledger without a single entry', async () => {
    const { sellerId } = await open.addSeller({ skus: 1, locations: 1, hasKits: false });
    expect(await broken(sellerId)).toEqual([]);
  });

  it.each(CORRUPTIONS)('finds that $what', async ({ sql, breaks, shows }) => {
    const { sellerId } = await openShortShop();
    const untouched = await openShortShop();
    expect(await broken(sellerId)).toEqual([]);
    for (const statement of sql.split(';')) await open.owner.query(statement, [sellerId]);
    const found = await broken(sellerId);
    expect(found.map((proof) => proof.invariant).sort()).toEqual([...breaks].sort());
    const [first] = found;
    expect(first?.examples).toHaveLength(Math.min(5, first?.violations ?? 0));
    expect(first?.examples).toContainEqual(expect.objectContaining(shows));
    expect(await broken(untouched.sellerId)).toEqual([]);
  });

  it('has a planted corruption for each of its claims', () => {
    const planted = new Set(CORRUPTIONS.flatMap((corruption) => corruption.breaks));
    expect([...planted].sort()).toEqual([...LEDGER_INVARIANTS].sort());
  });

  it('counts all violations and shows five', async () => {
    const { sellerId, skuIds } = await openShortShop();
    const made = `INSERT INTO stock SELECT $1, $2, 1000 + n, 7, 0 FROM generate_series(1, 12) AS n`;
    await open.owner.query(made, [sellerId, skuIds[2]]);
    const [proof] = await broken(sellerId);
    expect(proof).toMatchObject({ invariant: 'entries-sum-to-balance', violations: 12 });
    expect(proof?.examples).toHaveLength(5);
  });

  it('goes on while orders are written and does not see them by halves', async () => {
    const seller = await open.addSeller({ skus: 15, locations: 3, hasKits: true });
    const { sellerId } = seller;
    const events = makeScenario({ seed: 8, ...seller, size: { orders: 150, movements: 100 } });
    let isDone = false;
    const writing = submitAll([open.ledger], { sellerId, events, inFlight: 20 });
    void writing.finally(() => {
      isDone = true;
    });
    let proofs = 0;
    while (!isDone) {
      expect(await broken(sellerId)).toEqual([]);
      proofs += 1;
    }
    await writing;
    expect(proofs).toBeGreaterThan(1);
  });
});
