import type { BackTest } from '../../automations/engine/back-test.ts';
import { toTraceLine } from '../../automations/engine/describe-firing.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { sayList } from '../../automations/terms/phrases.ts';
import { kindOfTrigger } from '../../automations/triggers/registry.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, type Cell, note, table, text } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { describeOccurrence, type RunWords } from './describe-run.ts';

export const BACK_TEST_DAYS = 30;
const DAY_MS = 86_400_000;

type Words = RunWords & Pick<CommandContext, 'formats'>;

/** "In the last 30 days it would have run 14 times: …"; the newest, where they are not listed. */
export function describeBackTest(
  rule: Rule,
  found: BackTest,
  o: Words & { isListed: boolean },
): Block[] {
  const { formats } = o;
  const { count, heldBack, declined, messagesPerDay } = found;
  const days = Math.max(1, Math.round((found.until.getTime() - found.since.getTime()) / DAY_MS));
  const span = `In the last ${days} ${plural(days, 'day')}`;
  const times = `${formats.quantity(count)} ${plural(count, 'time')}`;
  const rate = count === 0 ? '' : `, ${sayRate(messagesPerDay)}`;
  const [nearest] = found.nearestMisses;
  const kept = `${formats.quantity(heldBack)} more ${plural(heldBack, 'was', 'were')} held back`;
  return [
    text(
      count === 0 ? `${span} it would not have run.` : `${span} it would have run ${times}${rate}.`,
    ),
    ...(o.isListed ? [] : describeLast(rule, found, o)),
    ...(nearest
      ? [text(`Nearest miss: ${describeMiss(rule, nearest, o)} (${formats.instant(nearest.at)}).`)]
      : []),
    ...describeBeyond(rule, found, o),
    ...(declined > 0 ? [note(`${declined} more times its conditions said no.`)] : []),
    ...(heldBack > 0 ? [note(`${kept} by how often it may run.`)] : []),
    ...(found.isComplete ? [] : [note(`The books reach back to ${formats.instant(found.since)}.`)]),
  ];
}

const BEYOND_NAMED_MAX = 3;

/** Where it is now: the most frequent reason why a new rule says nothing. */
function describeBeyond({ trigger }: Rule, { beyond }: BackTest, o: Words): Block[] {
  const [first] = beyond;
  const { again } = kindOfTrigger(trigger);
  const back = again?.(trigger) ?? null;
  // Nearly all are in stock, and nobody waits for those.
  const isUsual = trigger.kind === 'back-in-stock' && trigger.scope.of === 'any';
  if (!first || back === null || isUsual) return [];
  const codes = beyond.map(({ skuId }) => o.names.sku(o.catalog.sku(skuId)?.code ?? ''));
  if (beyond.length === 1) {
    return [text(`${codes[0]}: ${first.said} now, so it cannot run for it before ${back}.`)];
  }
  const rest = codes.length - BEYOND_NAMED_MAX;
  const named = [...codes.slice(0, BEYOND_NAMED_MAX), ...(rest > 0 ? [`${rest} more`] : [])];
  return [text(`There already: ${sayList(named, 'and')}. For them it cannot run before ${back}.`)];
}

/** In the smallest span that has a whole one. */
function sayRate(messages: number): string {
  if (messages === 0) return 'and sent no message';
  const [span, days] = messages >= 1 ? ['day', 1] : messages >= 1 / 7 ? ['week', 7] : ['month', 30];
  const rounded = Math.max(1, Math.round(messages * days));
  return `about ${rounded} ${plural(rounded, 'message')} a ${span}`;
}

/** What happened, and the condition that stood in the way of it. */
function describeMiss(rule: Rule, miss: BackTest['nearestMisses'][number], o: Words): string {
  const happened = describeOccurrence(rule, miss, o);
  if (!miss.condition) return happened;
  const { what, value } = toTraceLine(miss.condition, o.names);
  return `${happened}; asked for: ${what}${value === null ? '' : ` (it was ${value})`}`;
}

function describeLast(rule: Rule, found: BackTest, o: Words): Block[] {
  const last = found.firings.at(-1);
  // Of a schedule the times are known.
  if (!last || kindOfTrigger(rule.trigger).isTime) return [];
  const happened = describeOccurrence(rule, last.occurrence, o);
  return [text(`Last time: ${happened} (${o.formats.instant(last.at)}).`)];
}

const ROWS_MAX = 10;

/** When it would have run, newest first. */
export function listFirings(rule: Rule, found: BackTest, o: Words): Block[] {
  if (found.count === 0) return [];
  const rows = found.firings
    .toReversed()
    .slice(0, ROWS_MAX)
    .map(({ at, occurrence }): Cell[] => [
      o.formats.instant(at),
      describeOccurrence(rule, occurrence, o),
    ]);
  const left = found.count - rows.length;
  return [
    table(['When', { title: 'What happened', isElastic: true }], rows),
    ...(left > 0 ? [note(`and ${o.formats.quantity(left)} more`)] : []),
  ];
}
