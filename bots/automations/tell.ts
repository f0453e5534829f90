/**
 * How a rule's messages get to people: found, drawn, and left in the outbox of `bots/notify` in the
 * transaction of the run, so that they go if and only if it happened.
 */
import type { AutomationPorts, Telling } from '../../automations/engine/ports.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Engine } from '../../core/engine.ts';
import { describeReport } from '../commands/describe-report.ts';
import { enqueue } from '../notify/enqueue.ts';
import { createFormats } from '../reply/format-values.ts';
import type { Reply } from '../reply/reply.ts';
import { describeMessage, describeSource } from './describe-message.ts';
import { findTargets } from './find-targets.ts';

type TellDeps = {
  readonly core: Pick<Engine, 'catalog' | 'database' | 'monitoring'>;
  readonly clock: Clock;
  readonly readCatalog: (sellerId: number) => Promise<RuleCatalog>;
  readonly ruleNames: (catalog: RuleCatalog) => RuleNames;
};

export function createTell(deps: TellDeps): AutomationPorts['tell'] {
  return async (tx, told) => {
    const { sellerId, key, at, message } = told;
    const found = await findTargets(tx, told);
    if (!found.ok) return found;
    const reply = await draw(deps, told);
    const cause = `automation ${message.number}`;
    for (const target of found.targets) {
      await enqueue(tx, { key, target, reply, cause, sellerId, at });
    }
    return { ok: true, chats: found.targets.length };
  };
}

async function draw(deps: TellDeps, { sellerId, message }: Telling): Promise<Reply> {
  const { core, clock } = deps;
  const seller = await core.catalog.readSeller(sellerId);
  const { currency, timeZone } = seller;
  const now = clock.now();
  const formats = createFormats({ currency, timeZone, now: () => now });
  const catalog = await deps.readCatalog(sellerId);
  const names = deps.ruleNames(catalog);
  if (message.kind === 'report') {
    const found = await describeReport({ core, seller, formats, now }, message.what);
    return { ...found, blocks: [...found.blocks, describeSource(message, names)] };
  }
  return describeMessage(message, { formats, catalog, names });
}
