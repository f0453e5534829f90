/**
 * What a rule tells, as a card: the figure first, what it is about, which rule says so, and a
 * button to look closer. Titles, names and filled templates are data.
 */
import { listUndone } from '../../automations/engine/describe-firing.ts';
import type { AutomationMessage, FiringDetails } from '../../automations/engine/ports.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import {
  nameSku,
  sayActions,
  sayConditions,
  sayTrigger,
} from '../../automations/render/sentence.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { kindOfTrigger } from '../../automations/triggers/registry.ts';
import { type Formats, plural } from '../reply/format-values.ts';
import {
  type Block,
  type Cell,
  headline,
  note,
  type Offer,
  offer,
  offers,
  type Reply,
  reply,
  table,
  text,
} from '../reply/reply.ts';

export interface MessageWords {
  readonly formats: Formats;
  readonly names: RuleNames;
  readonly catalog: RuleCatalog;
}

type Of<Kind extends AutomationMessage['kind']> = Extract<AutomationMessage, { kind: Kind }>;

const ROWS_MAX = 20;

/** But for reports, which are made of other figures. */
export function describeMessage(
  message: Exclude<AutomationMessage, { kind: 'report' }>,
  words: MessageWords,
): Reply {
  switch (message.kind) {
    case 'fired':
      return describeFired(message, words);
    case 'grouped':
      return describeGrouped(message, words);
    case 'task':
      return describeTask(message, words);
    case 'approval':
      return describeApproval(message, words);
    case 'not-done':
      return reply(
        text(`Automation ${message.number} could not ${message.does}.`, 'bad'),
        text(sentence(message.because)),
        offers([whyOffer(message.number)]),
      );
    case 'paused':
      return reply(
        text(`Automation ${message.number} is paused now.`, 'warn'),
        text(sentence(message.because)),
        offers([offer('Show it', 'automation', { automation: message.number })]),
      );
  }
}

function describeFired(message: Of<'fired'>, o: MessageWords): Reply {
  const { number, rule, words, task, firing } = message;
  const head = describeSubject(firing, rule, o);
  return reply(
    ...(words === null ? head : [head[0] ?? null, text(words), ...head.slice(1)]),
    ...firing.held.map(({ what, value }) => text(sentence(`${what}: ${value}`))),
    task === null ? null : text(`To do: ${task}`, 'warn'),
    describeSource({ number, rule }, o.names),
    offers([
      ...(task === null ? [] : [offer('Tasks', 'tasks', {})]),
      ...lookOffers(firing),
      whyOffer(number),
    ]),
  );
}

/** What it is about, at a glance. */
function describeSubject(firing: FiringDetails, rule: Rule, o: MessageWords): Block[] {
  const { sku, stock, accountName, locationName, occurrence } = firing;
  const { about } = kindOfTrigger(rule.trigger);
  const why = text(describeWhy(firing, rule, o));
  const { orderNumber } = occurrence;
  if (about.order && orderNumber !== null) {
    const from = accountName === null ? '' : ` from ${accountName}`;
    const worth = describeWorth(firing, o);
    const head =
      worth === null ? [orderNumber, `order${from}`] : [worth, `order ${orderNumber}${from}`];
    const [figure = '', words = ''] = head;
    return [headline(figure, words), why, ...(sku ? [note(`${sku.code}, ${sku.title}`)] : [])];
  }
  if (sku && stock) {
    const where = locationName === null ? '' : ` in ${locationName}`;
    const tone = stock.available === 0 ? 'bad' : 'warn';
    return [
      headline(o.formats.quantity(stock.available), `${sku.code} available${where}`, tone),
      note(sku.title),
      why,
      ...(accountName === null ? [] : [note(`On ${accountName}`)]),
    ];
  }
  if (accountName !== null) return [headline(accountName, 'needs a look', 'warn'), why];
  return [text(`It is ${o.formats.instant(firing.happenedAt)}.`)];
}

/** "Available stock went from 16 to 9." */
function describeWhy({ occurrence }: FiringDetails, { trigger }: Rule, o: MessageWords): string {
  const { names, catalog } = o;
  return sentence(kindOfTrigger(trigger).describe(trigger, { occurrence, names, catalog }));
}

function describeWorth({ occurrence }: FiringDetails, o: MessageWords): string | null {
  const { valueMinor } = occurrence;
  const { currency } = o.catalog;
  return valueMinor === null ? null : o.formats.money({ minor: valueMinor, currency });
}

/** "Automation 3: when available stock of any SKU drops below 10, if …" */
export function describeSource(
  { number, rule }: Pick<AutomationMessage, 'number' | 'rule'>,
  names: RuleNames,
): Block {
  const said = [sayTrigger(rule.trigger, names), sayConditions(rule.conditions, names)];
  return note(`Automation ${number}: ${said.filter((each) => each !== '').join(', ')}`);
}

function lookOffers({ sku, occurrence }: FiringDetails): Offer[] {
  const { orderId, orderNumber } = occurrence;
  if (orderId !== null && orderNumber !== null) {
    const line = `order ${orderNumber}`;
    return [{ label: 'Show order', line, command: 'order', slots: { order: `id:${orderId}` } }];
  }
  return sku ? [offer('Show stock', 'stock', { sku: sku.code })] : [];
}

const whyOffer = (number: number): Offer => offer('Why?', 'why fired', { automation: number });

function describeGrouped(message: Of<'grouped'>, o: MessageWords): Reply {
  const { number, rule, count, firings } = message;
  const { quantity } = o.formats;
  const rows = firings
    .slice(0, ROWS_MAX)
    .map(({ sku, stock, occurrence, happenedAt }): Cell[] => [
      sku?.code ?? occurrence.orderNumber ?? '–',
      stock?.available ?? occurrence.figure,
      o.formats.instant(happenedAt),
    ]);
  const left = count - rows.length;
  const undone = listUndone(rule);
  const these = count === 1 ? 'For this one' : `For these ${quantity(count)}`;
  return reply(
    headline(
      quantity(count),
      `more ${plural(count, 'time')} than it may run in an hour: told together`,
      'warn',
    ),
    rows.length > 0 ? table(['What', 'Available', { title: 'When', dropOrder: 1 }], rows) : null,
    left > 0 && rows.length > 0 ? note(`and ${quantity(left)} before these`) : null,
    undone.length === 0 ? null : text(`${these} it did not ${sayActions(undone, o.names)}.`, 'bad'),
    note(`To see them: automation history ${number}`),
    describeSource({ number, rule }, o.names),
    offers([offer('History', 'automation history', { automation: number })]),
  );
}

function describeTask({ number, rule, taskId, title, firing }: Of<'task'>, o: MessageWords): Reply {
  return reply(
    text(`Task ${taskId}: ${title}`, 'warn'),
    ...(firing.sku || firing.occurrence.orderNumber ? describeSubject(firing, rule, o) : []),
    describeSource({ number, rule }, o.names),
    offers([offer('Done', 'finish task', { task: taskId }), ...lookOffers(firing)]),
  );
}

function describeApproval(message: Of<'approval'>, o: MessageWords): Reply {
  const { number, actionId, does, because, firing, rule } = message;
  return reply(
    text(`Automation ${number} asks: may it ${nameSku(does, firing.sku?.code)}?`, 'warn'),
    text(sentence(because)),
    ...describeSubject(firing, rule, o),
    describeSource({ number, rule }, o.names),
    offers([
      offer('Approve', 'approve', { action: actionId }),
      offer('Reject', 'reject', { action: actionId }),
    ]),
  );
}

/** "its author is gone" → "Its author is gone." */
function sentence(words: string): string {
  const whole = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
