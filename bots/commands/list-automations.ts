// Every rule of a seller, or those that one SKU can set off.
import type { Automation } from '../../automations/engine/records.ts';
import { skuIdsOf } from '../../automations/facts/in-scope.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import { mayRun } from '../people/role.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, headline, note, type Reply, reply, text } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { listRules } from './describe-automation.ts';
import type { SkuRef } from './slot.ts';

const EXAMPLE = 'When stock drops below 10 on any SKU, tell me';

export async function listAutomations(
  context: CommandContext,
  { sku }: { sku: SkuRef | undefined },
): Promise<Reply> {
  const { automations, seller, ruleNames } = context;
  const { sellerId } = seller;
  const [every, stop, waiting, catalog] = await Promise.all([
    automations.list(sellerId),
    automations.readStop(sellerId),
    automations.listWaiting(sellerId),
    automations.readCatalog(sellerId),
  ]);
  const all = sku ? every.filter((each) => isAbout(each, sku, catalog)) : every;
  const stopped = stop ? text('All automations are stopped: resume all automations', 'warn') : null;
  const [first] = all;
  if (!first) return reply(stopped, text(sayNone(sku)), ...invite(context));
  const shown = all.find(({ state }) => state === 'on') ?? first;
  return reply(
    headline(String(all.length), sayStates(all, sku)),
    stopped,
    sku ? null : sayWaiting(waiting.length),
    ...listRules(all, ruleNames(catalog), context),
    note(
      `Look at one: automation ${shown.number}. ` +
        (shown.state === 'on'
          ? `Switch it off: pause automation ${shown.number}`
          : `Switch it on: resume automation ${shown.number}`),
    ),
  );
}

/** What that SKU does can set it off; an order may be one of it. */
function isAbout({ rule }: Automation, { skuId }: SkuRef, catalog: RuleCatalog): boolean {
  const { trigger } = rule;
  const skuIds = 'scope' in trigger ? skuIdsOf(trigger.scope, catalog) : [];
  return skuIds === null || skuIds.includes(skuId);
}

const sayNone = (sku: SkuRef | undefined) =>
  sku ? `No automation watches ${sku.code}.` : 'Nothing is done by itself yet.';

/** Only to somebody who may make one. */
function invite({ person }: CommandContext): Block[] {
  if (!mayRun(person.role, 'manager')) return [];
  return [note(`Say what should happen when, for example: ${EXAMPLE}`)];
}

/** "6 automations, all on" */
function sayStates(all: readonly Automation[], sku: SkuRef | undefined): string {
  const on = all.filter(({ state }) => state === 'on').length;
  const what = `${plural(all.length, 'automation')}${sku ? ` for ${sku.code}` : ''}`;
  if (all.length === 1) return on === 1 ? `${what}, on` : `${what}, not on`;
  if (on === all.length) return `${what}, all on`;
  return on === 0 ? `${what}, none on` : `${what}, ${on} on`;
}

function sayWaiting(count: number): Block | null {
  if (count === 0) return null;
  return text(`${count} ${plural(count, 'waits', 'wait')} for a yes: approvals`, 'warn');
}
