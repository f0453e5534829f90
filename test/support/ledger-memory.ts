/**
 * A ledger without a database: the pure decision between a reading and a writing of plain maps. It
 * reads no more than Postgres would be asked for, and less where `queueRows` says so, because what
 * was not read is where a batch can go wrong.
 */
import type { decideBatch } from '../../core/ledger/decide-batch.ts';
import type { LedgerAnswer, LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type {
  Balance,
  Entry,
  LedgerChange,
  LedgerRules,
  LedgerState,
  Line,
  LineQueue,
  ShortageChange,
} from '../../core/ledger/ledger-state.ts';
import type { planReads, ReadPlan, widenReads } from '../../core/ledger/plan-reads.ts';
import type { LedgerDump } from './ledger-dump.ts';

/** The functions under test: the project's own, or a copy with a planted bug. */
export interface LedgerCode {
  readonly decideBatch: typeof decideBatch;
  readonly planReads: typeof planReads;
  readonly widenReads: typeof widenReads;
}

const ROUNDS_MAX = 300;

export class LedgerMemory {
  readonly #code: LedgerCode;
  readonly #rules: LedgerRules;
  readonly #queueRows: number;
  readonly #balances = new Map<string, Balance>();
  readonly #lines = new Map<string, Line>();
  readonly #entries: Entry[] = [];
  readonly #shortages: ShortageChange[] = [];
  readonly #keys = new Set<string>();
  #seq = 0;

  /** @param o.queueRows rows of a queue that the first reading sees at most */
  constructor(o: { code: LedgerCode; rules: LedgerRules; queueRows: number }) {
    this.#code = o.code;
    this.#rules = o.rules;
    this.#queueRows = o.queueRows;
  }

  apply(events: readonly LedgerEvent[]): readonly LedgerAnswer[] {
    const first = this.#code.planReads(events, this.#rules);
    const limits = [...first.shortages].map(([skuId, rows]) => {
      return [skuId, Math.min(rows, this.#queueRows)] as const;
    });
    let plan: ReadPlan = { ...first, shortages: new Map(limits) };
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const { answers, change, missing } = this.#code.decideBatch(this.#read(plan), events);
      if (missing.balances.size + missing.shortages.size + missing.reservations.size === 0) {
        if (change) this.#write(change);
        return answers;
      }
      plan = this.#code.widenReads(plan, missing);
    }
    throw new Error('The batch could not be decided.');
  }

  dump(): LedgerDump {
    return {
      seq: this.#seq,
      balances: [...this.#balances.values()],
      lines: [...this.#lines.values()],
      entries: this.#entries,
      shortages: this.#shortages,
    };
  }

  #read(plan: ReadPlan): LedgerState {
    return {
      seq: this.#seq,
      rules: this.#rules,
      skusRead: plan.skuIds,
      balances: [...this.#balances.values()]
        .filter((balance) => plan.skuIds.has(balance.skuId))
        .map((balance) => ({ ...balance })),
      lines: [...this.#lines.values()].filter((line) => plan.lineKeys.has(line.lineKey)),
      knownKeys: new Set([...plan.keys].filter((key) => this.#keys.has(key))),
      shortages: new Map(
        [...plan.shortages].map(([skuId, rows]) => [skuId, this.#waiting(skuId, rows)]),
      ),
      reservations: new Map([...plan.reservations].map((skuId) => [skuId, this.#holding(skuId)])),
    };
  }

  #waiting(skuId: number, rows: number): LineQueue {
    const lines = [...this.#lines.values()]
      .filter((line) => line.skuId === skuId && line.short > 0)
      .sort((a, b) => a.shortSeq - b.shortSeq)
      .slice(0, rows);
    return { lines, isComplete: lines.length < rows };
  }

  #holding(skuId: number): LineQueue {
    const lines = [...this.#lines.values()]
      .filter((line) => line.skuId === skuId && line.reserved > 0)
      .sort((a, b) => b.reservedSeq - a.reservedSeq);
    return { lines, isComplete: true };
  }

  #write(change: LedgerChange): void {
    if (change.seqBefore !== this.#seq) throw new Error('The fence was missed.');
    this.#seq = change.seqAfter;
    for (const each of change.balances) {
      const pair = `${each.skuId}@${each.locationId}`;
      const { skuId, locationId } = each;
      const known = this.#balances.get(pair) ?? { skuId, locationId, onHand: 0, reserved: 0 };
      known.onHand += each.onHandDelta;
      known.reserved += each.reservedDelta;
      this.#balances.set(pair, known);
    }
    for (const line of change.lines) this.#lines.set(line.lineKey, line);
    for (const entry of change.entries) this.#keys.add(entry.key);
    this.#entries.push(...change.entries);
    this.#shortages.push(...change.shortages);
  }
}
