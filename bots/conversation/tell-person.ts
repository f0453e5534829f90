import type { FrontEnd } from '../front-end/front-end.ts';
import { createLanes } from './lanes.ts';
import type { AnswererDeps } from './turn.ts';

const TRIES_MAX = 3;
const RETRY_MS_MAX = 10_000;

/** Reaches a person where they were seen last, else where else they are. */
export function createTeller(
  deps: Pick<AnswererDeps, 'core' | 'people' | 'log'> & {
    readonly frontEnds: ReadonlyMap<string, FrontEnd>;
  },
): { tell: AnswererDeps['tell']; settle(): Promise<void> } {
  const { core, people, log, frontEnds } = deps;
  const lanes = createLanes();

  async function trySend(o: Parameters<AnswererDeps['tell']>[0]): Promise<'sent' | number> {
    const identities = await people.identities(o.sellerId, o.personId);
    let afterMs = 0;
    for (const { frontEnd, chatId } of identities) {
      const open = frontEnds.get(frontEnd);
      if (!open || chatId === null) continue;
      const to = { chatId, replyTo: null };
      const outcome = await open.send({ to, reply: o.reply, key: o.key });
      if (outcome.kind === 'sent') return 'sent';
      if (outcome.kind === 'retry-later') afterMs = Math.max(afterMs, outcome.afterMs);
    }
    return afterMs;
  }

  async function tellSoon(o: Parameters<AnswererDeps['tell']>[0]): Promise<void> {
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const outcome = await trySend(o).catch(() => 0);
      if (outcome === 'sent') return;
      if (tries < TRIES_MAX)
        await core.clock.sleep(Math.min(RETRY_MS_MAX, outcome + 1_000 * tries));
    }
    log.warn('person_not_reached', { sellerId: o.sellerId, personId: o.personId, key: o.key });
  }

  return {
    tell: (o) => void lanes.run(`${o.sellerId}:${o.personId}`, () => tellSoon(o)),
    settle: () => lanes.settle(),
  };
}
