/** What Postgres plans and does for a real batch: the very statements that the ledger sends. */
import type { Database } from '../../core/database/database.ts';
import type { Lane, LaneStatement } from '../../core/database/lane.ts';
import { decideBatch } from '../../core/ledger/decide-batch.ts';
import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { LedgerRules } from '../../core/ledger/ledger-state.ts';
import { lockAndRead, writeAndCommit } from '../../core/ledger/ledger-store.ts';
import { planReads } from '../../core/ledger/plan-reads.ts';

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

class Overheard extends Error {}

/** The statements that `send` would send; nothing reaches Postgres. */
async function overhear(send: (lane: Lane) => Promise<unknown>): Promise<LaneStatement[]> {
  const heard: LaneStatement[] = [];
  const lane: Lane = {
    async pipeline(statements) {
      heard.push(...statements);
      throw new Overheard();
    },
  };
  await send(lane).catch((error) => {
    if (!(error instanceof Overheard)) throw error;
  });
  return heard;
}

export interface ExplainedBatch {
  readonly read: PlanNode;
  readonly write: PlanNode;
}

/**
 * @param o.options what to put behind EXPLAIN: GENERIC_PLAN for what a lane uses, ANALYZE for what
 * it costs; what ANALYZE changes is rolled back
 */
export async function explainBatch(
  database: Database,
  o: {
    sellerId: number;
    rules: LedgerRules;
    events: readonly LedgerEvent[];
    options: string;
    /** SET LOCAL …: other plans than a lane's. */
    settings?: readonly string[];
  },
): Promise<ExplainedBatch> {
  const { sellerId, rules, events } = o;
  const plan = planReads(events, rules);
  const explained = await database.lanes.use(sellerId, async (lane) => {
    const { read } = await lockAndRead(lane, { sellerId, plan });
    const { change } = decideBatch(read(rules), events);
    if (!change) throw new Error('These events change nothing.');
    if (o.settings) await lane.pipeline(o.settings.map((sql) => ({ sql })));
    const reading = await overhear((deaf) => lockAndRead(deaf, { sellerId, plan }));
    const at = new Date(0);
    const writing = await overhear((deaf) => writeAndCommit(deaf, { sellerId, change, at }));
    const statements = [reading, writing].map((heard) => heard.find(isBatchStatement));
    const plans = await lane.pipeline(
      statements.map((statement) => toExplain(statement as LaneStatement, o.options)),
    );
    return plans.map(([row]) => row?.['QUERY PLAN'] as [{ Plan: PlanNode }]);
  });
  const [read, write] = explained.map((plans) => plans[0].Plan);
  return { read: read as PlanNode, write: write as PlanNode };
}

const isBatchStatement = ({ name }: LaneStatement) =>
  name === 'ledger_read' || name === 'ledger_write';

function toExplain(statement: LaneStatement, options: string): LaneStatement {
  const sql = `EXPLAIN (${options}, FORMAT JSON) ${statement.sql}`;
  return options.includes('GENERIC_PLAN') ? { sql } : { sql, params: statement.params };
}

export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
