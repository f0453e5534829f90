import type { Clock } from '../../core/base/clock.ts';
import type { Database } from '../../core/database/database.ts';
import { kindOfAction } from '../actions/registry.ts';
import { decideAction, readAction } from './action-store.ts';
import type { Automations } from './automations.ts';
import { mayDo } from './decide-firings.ts';
import type { AutomationPorts } from './ports.ts';

type Asked = Parameters<Automations['decide']>[1];
type Answer = Awaited<ReturnType<Automations['decide']>>;

/**
 * A yes or no to an action that waits. A second person is one who is not its author; where nobody
 * else may do it, the author may, who sees it now and wrote the rule some time ago.
 */
export async function decideWaiting(
  deps: {
    core: { database: Database };
    ports: AutomationPorts;
    clock: Clock;
    carry: (o: { sellerId: number; actionId: number }) => Promise<unknown>;
  },
  sellerId: number,
  { actionId, personId, isApproved, name }: Asked,
): Promise<Answer> {
  const { ports, clock } = deps;
  const which = { sellerId, actionId };
  const db = deps.core.database.forSeller(sellerId);
  const stored = await readAction(db, which);
  if (!stored || stored.state === 'waiting') return { ok: false, reason: 'unknown' };
  if (stored.state !== 'awaiting-approval') {
    // It asked nobody: every action has a number.
    if (stored.decidedBy === null) return { ok: false, reason: 'unknown' };
    return { ok: false, reason: 'decided', result: stored.result ?? '' };
  }
  const { role } = kindOfAction(stored.action);
  const own = await ports.roleOf(db, { sellerId, personId });
  if (!mayDo(own, role))
    return { ok: false, reason: 'not-allowed', does: stored.action.kind, role };
  if (isApproved && personId === stored.authorId) {
    const able = await ports.listAble(db, { sellerId, role });
    if (able.some((each) => each !== personId)) return { ok: false, reason: 'needs-second' };
  }
  const rejected = name === undefined ? 'It was rejected.' : `${name} rejected it.`;
  const rejectedBecause = isApproved ? null : rejected;
  const decision = { ...which, by: personId, at: clock.now(), rejectedBecause };
  if (!(await decideAction(db, decision))) {
    const now = await readAction(db, which);
    return { ok: false, reason: 'decided', result: now?.result ?? '' };
  }
  if (!isApproved) return { ok: true, result: rejected, state: 'refused' };
  await deps.carry(which);
  const after = await readAction(db, which);
  const state = after?.state === 'done' || after?.state === 'refused' ? after.state : 'waiting';
  return { ok: true, result: after?.result ?? 'It is under way.', state };
}
