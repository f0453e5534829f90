// How a rule and its state read, wherever one is shown.
import type { Automation } from '../../automations/engine/records.ts';
import { readBack } from '../../automations/render/read-back.ts';
import { sayRule } from '../../automations/render/sentence.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { nextDue, parseCron } from '../../automations/terms/cron.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { plural } from '../reply/format-values.ts';
import { type Block, type Cell, table, text, toned } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';

export async function readRuleNames({
  automations,
  ruleNames,
  seller,
}: Pick<CommandContext, 'automations' | 'ruleNames' | 'seller'>): Promise<RuleNames> {
  return ruleNames(await automations.readCatalog(seller.sellerId));
}

/** "When available stock of any SKU drops below 10\nThen send a Slack message to …" */
export function readBackText(rule: Rule, names: RuleNames): string {
  return readBack(rule, names)
    .map(({ label, text: words }) => `${label}${isHeading(label) ? ':' : ''} ${words}`)
    .join('\n');
}

const isHeading = (label: string) => label === 'How often' || label === 'Hours';

export function stateCell({ state }: Pick<Automation, 'state'>): Cell {
  return state === 'on' ? toned('on', 'good') : toned(state, 'quiet');
}

/** "at 18:04", "yesterday 18:04", "12 Nov 18:04" */
export function sayWhen(at: Date, { formats }: Pick<CommandContext, 'formats'>): string {
  const said = formats.instant(at);
  return /^\d\d:/.test(said) ? `at ${said}` : said;
}

type Clocked = Pick<CommandContext, 'now'> & {
  readonly seller: Pick<CommandContext['seller'], 'timeZone'>;
};

/** When a rule of times is due next: "Friday 27 Nov 09:00"; null: of any other rule. */
function nextOf({ trigger }: Rule, { now, seller }: Clocked): string | null {
  const cron = trigger.kind === 'schedule' ? parseCron(trigger.cron) : null;
  const { timeZone } = seller;
  const next = cron && nextDue(cron, { after: now, timeZone });
  if (!next) return null;
  const day = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'long', day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return day.format(next).replaceAll(',', '').replace(' at ', ' ');
}

export function describeNext(rule: Rule, context: Clocked): Block | null {
  const next = nextOf(rule, context);
  return next === null ? null : text(`Next: ${next}.`);
}

/** "on, ran 3 times today, last 18:04" */
export function describeState(
  { state, stateReason, lastRunAt, runsToday, rule }: Automation,
  context: Pick<CommandContext, 'formats'> & Clocked,
): string {
  const { formats } = context;
  const ran =
    runsToday > 0
      ? `ran ${formats.quantity(runsToday)} ${plural(runsToday, 'time')} in 24 h`
      : lastRunAt === null
        ? 'never ran'
        : `ran last ${formats.instant(lastRunAt)}`;
  const why = stateReason === null ? '' : ` (${stateReason})`;
  const next = state === 'on' ? nextOf(rule, context) : null;
  return `${state}${why}, ${ran}${next === null ? '' : `, next ${next}`}`;
}

const LISTED_MAX = 50;

/** A line per rule: what a narrow screen shows as well. */
export function listRules(
  all: readonly Automation[],
  names: RuleNames,
  context: Pick<CommandContext, 'formats'> & Clocked,
): Block[] {
  return all.slice(0, LISTED_MAX).flatMap((each): Block[] => {
    const tone = each.state === 'on' ? 'plain' : 'quiet';
    return [
      text(`${each.number} · ${sayRule(each.rule, names)}`, tone),
      text(describeState(each, context), each.stateReason === null ? 'quiet' : 'warn'),
    ];
  });
}

/** As a page shows them: how many are on, and which ran of late. */
export function tableOfRules(all: readonly Automation[], names: RuleNames): Block {
  return table(
    ['No.', { title: 'Rule', isElastic: true }, 'State', { title: '24 h', dropOrder: 1 }],
    all
      .slice(0, LISTED_MAX)
      .map((each): Cell[] => [
        String(each.number),
        sayRule(each.rule, names),
        stateCell(each),
        each.runsToday,
      ]),
  );
}
