import type { BackTest } from '../../automations/engine/back-test.ts';
import { toTraceLine } from '../../automations/engine/describe-firing.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, type Cell, note, table, text } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { describeOccurrence, type RunWords } from './describe-run.ts';

export const BACK_TEST_DAYS = 30;
const DAY_MS = 86_400_000;

type Words = RunWords & Pick<CommandContext, 'formats'>;

/** "In the last 30 days it would have run 14 times: …" */
export function describeBackTest(rule: Rule, found: BackTest, o: Words): Block[] {
  const { formats } = o;
  const { count, heldBack, declined, messagesPerDay } = found;
  const days = Math.max(1, Math.round((found.until.getTime() - found.since.getTime()) / DAY_MS));
  const span = `In the last ${days} ${plural(days, 'day')}`;
  const times = `${formats.quantity(count)} ${plural(count, 'time')}`;
  const daily = count === 0 ? '' : `, ${sayDaily(messagesPerDay)}`;
  const [nearest] = found.nearestMisses;
  const kept = `${formats.quantity(heldBack)} more ${plural(heldBack, 'was', 'were')} held back`;
  return [
    text(
      count === 0
        ? `${span} it would not have run.`
        : `${span} it would have run ${times}${daily}.`,
    ),
    ...(nearest
      ? [text(`Nearest miss: ${describeMiss(rule, nearest, o)} (${formats.instant(nearest.at)}).`)]
      : []),
    ...(declined > 0 ? [note(`${declined} more times its conditions said no.`)] : []),
    ...(heldBack > 0 ? [note(`${kept} by how often it may run.`)] : []),
    ...(found.isComplete ? [] : [note(`The books reach back to ${formats.instant(found.since)}.`)]),
  ];
}

function sayDaily(messages: number): string {
  if (messages === 0) return 'and sent no message';
  if (messages < 0.1) return 'less than a message in ten days';
  const rounded = messages < 10 ? Math.round(messages * 10) / 10 : Math.round(messages);
  return `about ${rounded} ${plural(rounded, 'message')} a day`;
}

/** What happened, and the condition that stood in the way of it. */
function describeMiss(rule: Rule, miss: BackTest['nearestMisses'][number], o: Words): string {
  const happened = describeOccurrence(rule, miss, o);
  if (!miss.condition) return happened;
  const { what, value } = toTraceLine(miss.condition, o.names);
  return `${happened}; asked for: ${what}${value === null ? '' : ` (it was ${value})`}`;
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
