import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../core/database/database.ts';
import { automationShop } from '../support/automation-shop.ts';
import {
  type AutomationStage,
  dropsBelow,
  openAutomationStage,
  TELL_TEAM,
} from '../support/automation-stage.ts';
import { createFailingDatabase, type FailingDatabase } from '../support/failing-database.ts';

// With EVERY_CALL=1 each takes its turn; here one in nine does.
const STEP = process.env.EVERY_CALL ? 1 : 9;
const CALLS_MAX = 120;
const NEVER = { call: -1, when: 'before' } as const;
const SKU = 'MUG';

let stage: AutomationStage;
let failing: FailingDatabase;
beforeAll(async () => {
  const wrap = (real: Database) => {
    failing = createFailingDatabase(real);
    failing.failAt(NEVER);
    return failing.database;
  };
  stage = await openAutomationStage({ file: automationShop, wrap });
});
afterAll(() => stage.stop());

let moves = 0;
async function move(kind: 'receipt' | 'damage', quantity: number): Promise<void> {
  const { ground, ids, sellerId } = stage;
  moves += 1;
  const [skuId = 0, locationId = 0] = [ids.skus.get(SKU), ids.locations.get('MAIN')];
  const origin = { key: `move ${moves}`, cause: `move ${moves}`, actor: 'test' };
  const event = { kind, skuId, locationId, quantity, origin } as const;
  await ground.engine.ledger.submit(sellerId, event);
}

async function count() {
  const db = stage.ground.engine.database.forSeller(stage.sellerId);
  return db.row(
    `SELECT (SELECT count(*) FROM outgoing WHERE cause = 'automation')::int AS told,
       (SELECT count(*) FROM entry WHERE cause LIKE 'automation %')::int AS booked,
       (SELECT count(*) FROM price_change)::int AS prices,
       (SELECT count(*) FROM task)::int AS tasks,
       (SELECT count(*) FROM automation_run)::int AS runs,
       (SELECT count(*) FROM automation_action WHERE state <> 'done')::int AS undone`,
  );
}

test('wherever it is cut short, every action happens once', async () => {
  const sku = { of: 'trigger' } as const;
  await stage.on({
    trigger: dropsBelow(10, [SKU]),
    actions: [
      TELL_TEAM,
      { kind: 'adjust-stock', sku: { of: 'sku', sku: 'CAP' }, by: 1, location: 'MAIN' },
      { kind: 'set-price', sku, account: null, to: { by: 'percent', percent: 1 } },
      { kind: 'task', title: 'Count {sku}', to: null },
    ],
  });
  let before = await count();
  let runs = 0;
  for (const when of ['before', 'after'] as const) {
    for (let call = 1; call <= CALLS_MAX; call += STEP) {
      await move('damage', 3);
      failing.failAt({ call, when });
      await stage.automations.settle().catch(() => undefined);
      const used = failing.calls();
      failing.failAt(NEVER);
      // What a dead process had taken up is taken up again after its time.
      const later = stage.ground.clock.now().getTime() + 70_000;
      stage.ground.clock.jumpTo(new Date(later));
      await stage.automations.settle();
      const after = await count();
      const by = (name: string) => Number(after[name]) - Number(before[name]);
      const names = ['told', 'booked', 'prices', 'tasks', 'runs'];
      expect(names.map(by), `failure ${when} call ${call}`).toEqual([1, 1, 1, 1, 1]);
      expect(after.undone, `failure ${when} call ${call}`).toBe(0);
      before = after;
      await move('receipt', 3);
      await stage.automations.settle();
      runs += 1;
      if (used < call) break;
    }
  }
  expect(runs).toBeGreaterThan(5);
});
