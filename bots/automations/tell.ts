/**
 * How a rule's messages get to people: found, drawn, and left in the outbox of `bots/notify` in the
 * transaction of the run, so that they go if and only if it happened.
 */
import type { AutomationMessage, AutomationPorts } from '../../automations/engine/ports.ts';
import { plainNames } from '../../automations/render/rule-names.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { spellName } from '../../automations/terms/spell-name.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { Engine } from '../../core/engine.ts';
import { describeSales } from '../commands/report.ts';
import { enqueue } from '../notify/enqueue.ts';
import { createFormats } from '../reply/format-values.ts';
import { note, type Reply } from '../reply/reply.ts';
import { describeMessage } from './describe-message.ts';
import { findTargets } from './find-targets.ts';

type TellDeps = {
  readonly core: Pick<Engine, 'catalog' | 'monitoring'>;
  readonly clock: Clock;
  readonly titleOf: (frontEnd: string) => string;
};

export function createTell(deps: TellDeps): AutomationPorts['tell'] {
  return async (tx, told) => {
    const { sellerId, key, at, message } = told;
    const found = await findTargets(tx, told);
    if (!found.ok) return found;
    const reply = await draw(deps, sellerId, message);
    const cause = `automation ${message.number}`;
    for (const target of found.targets) {
      await enqueue(tx, { key, target, reply, cause, sellerId, at });
    }
    return { ok: true, chats: found.targets.length };
  };
}

async function draw(deps: TellDeps, sellerId: number, message: AutomationMessage): Promise<Reply> {
  const { core, clock } = deps;
  const seller = await core.catalog.readSeller(sellerId);
  const { currency, timeZone } = seller;
  const now = clock.now();
  const formats = createFormats({ currency, timeZone, now: () => now });
  if (message.kind === 'report') {
    const sales = await describeSales({ core, seller, formats, now }, message.period);
    return { ...sales, blocks: [...sales.blocks, note(`Automation ${message.number}`)] };
  }
  const names = await readNames(deps, seller);
  return describeMessage(message, { formats, names, currency });
}

/** Places and shops by the names that people gave them; a rule's words need no more. */
async function readNames({ core, titleOf }: TellDeps, seller: Seller): Promise<RuleNames> {
  const { sellerId } = seller;
  const [locations, accounts] = await Promise.all([
    core.catalog.listLocations(sellerId),
    core.catalog.listAccounts(sellerId),
  ]);
  const places = new Map(locations.map(({ code, name }) => [code, name]));
  const shops = new Map(accounts.map(({ publicId, name }) => [publicId, name]));
  return {
    ...plainNames(seller),
    location: (code) => spellName(places.get(code) ?? code),
    account: (publicId) => spellName(shops.get(publicId) ?? publicId),
    frontEnd: titleOf,
  };
}
