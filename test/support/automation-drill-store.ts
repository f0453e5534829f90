/** One rule of which every run does four things, so that what is done twice, or not, is seen. */
import { systemClock } from '../../core/base/clock.ts';
import { type AutomationStage, dropsBelow, TELL_TEAM } from './automation-stage.ts';

export interface Drill {
  readonly number: number;
  /** Goods go or come; a fall sets the rule off, and a rise lets it happen again. */
  move(kind: 'receipt' | 'damage', name: string): Promise<void>;
  /** What was done so far, of each kind. */
  count(): Promise<Record<string, unknown>>;
}

/** The rule is on; it may run as often as it is set off. */
export async function openDrill(stage: AutomationStage): Promise<Drill> {
  const { ground, ids, sellerId } = stage;
  const db = ground.engine.database.forSeller(sellerId);
  const number = await stage.on({
    trigger: dropsBelow(10, ['MUG']),
    actions: [
      TELL_TEAM,
      { kind: 'adjust-stock', sku: { of: 'sku', sku: 'CAP' }, by: 1, location: 'MAIN' },
      { kind: 'task', title: 'Count {sku}', to: null },
      { kind: 'purchase-draft', sku: { of: 'trigger' }, units: 5 },
    ],
  });
  await db.execute('UPDATE automation SET runs_per_hour = 3600 WHERE number = $1', [number]);
  return {
    number,
    async move(kind, name) {
      // As late as it is for the others: what happened days ago is not acted upon without asking.
      ground.clock.jumpTo(systemClock.now());
      const [skuId = 0, locationId = 0] = [ids.skus.get('MUG'), ids.locations.get('MAIN')];
      const origin = { key: name, cause: name, actor: 'test' };
      const event = { kind, skuId, locationId, quantity: 3, origin } as const;
      await ground.engine.ledger.submit(sellerId, event);
    },
    count: () =>
      db.row(
        `SELECT (SELECT count(*) FROM automation_run)::int AS runs,
           (SELECT count(*) FROM outgoing WHERE cause = 'automation')::int AS told,
           (SELECT count(*) FROM entry WHERE cause LIKE 'automation %')::int AS booked,
           (SELECT count(*) FROM task)::int AS tasks,
           (SELECT count(*) FROM purchase_draft)::int AS drafts,
           (SELECT count(*) FROM automation_action WHERE state <> 'done')::int AS undone`,
      ),
  };
}

/** As `count` has it when each of so many falls had its effects once. */
export const eachOnce = (falls: number) => ({
  ...{ runs: falls, told: falls, booked: falls, tasks: falls, drafts: falls },
  undone: 0,
});
