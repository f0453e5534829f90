// What a seller's rules are, what they did, and why.
import { listUndone } from '../../automations/engine/describe-firing.ts';
import type { Automation } from '../../automations/engine/records.ts';
import { sayActions, sayRule } from '../../automations/render/sentence.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import { plural } from '../reply/format-values.ts';
import {
  type Block,
  headline,
  note,
  type Offer,
  offer,
  offers,
  type Reply,
  refusal,
  reply,
  text,
} from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import {
  describeNext,
  describeState,
  readBackText,
  readRuleNames,
  sayWhen,
} from './describe-automation.ts';
import { BACK_TEST_DAYS, describeBackTest, listFirings } from './describe-back-test.ts';
import {
  describeActions,
  describeConditions,
  describeOccurrence,
  describeUndone,
  nameSubject,
  type RunWords,
  runTable,
} from './describe-run.ts';
import { listAutomations } from './list-automations.ts';
import { automation, optional, sku } from './slot.ts';

const HISTORY_SHOWN = 15;

export const automationCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'automations',
    aliases: ['rules', 'my automations', 'my rules'],
    summary: 'List what is done by itself, and whether it is on.',
    examples: ['automations', 'automations for MUG-RED'],
    group: 'automations',
    risk: 'read',
    slots: { sku: optional(sku()) },
    run: listAutomations,
  }),
  defineCommand({
    name: 'automation',
    aliases: ['rule'],
    summary: 'Show one automation as it is stored.',
    examples: ['automation 1'],
    group: 'automations',
    risk: 'read',
    slots: { automation: automation() },
    run: (context, { automation }) => withOne(context, automation.number, showOne),
  }),
  defineCommand({
    name: 'test automation',
    aliases: ['test rule'],
    summary: 'See what an automation would have done in 30 days.',
    examples: ['test automation 1'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    slots: { automation: automation() },
    run: (context, { automation }) => withOne(context, automation.number, testOne),
  }),
  defineCommand({
    name: 'automation history',
    aliases: ['rule history'],
    summary: 'List when an automation ran, and what came of it.',
    examples: ['automation history 1'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    slots: { automation: automation() },
    run: (context, { automation }) => withOne(context, automation.number, listRuns),
  }),
  defineCommand({
    name: 'why fired',
    aliases: ['why did it fire'],
    summary: 'Explain why an automation ran last.',
    examples: ['why fired 1'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    slots: { automation: automation({ prefersLastRun: true }) },
    run: (context, { automation }) => explainRun(context, automation.number),
  }),
  defineCommand({
    name: 'why not',
    aliases: ['why did it not fire'],
    summary: 'Explain why an automation did not run.',
    examples: ['why not 1', 'why not 1 HOODIE-M'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    slots: { automation: automation(), sku: optional(sku()) },
    run: (context, { automation, sku }) =>
      explainSilence(context, { number: automation.number, skuId: sku?.skuId ?? null }),
  }),
];

const gone = (number: number) => refusal(`There is no automation ${number}.`, 'automations');

async function withOne(
  context: CommandContext,
  number: number,
  show: (context: CommandContext, known: Automation) => Promise<Reply>,
): Promise<Reply> {
  const known = await context.automations.show(context.seller.sellerId, number);
  return known ? show(context, known) : gone(number);
}

async function showOne(context: CommandContext, known: Automation): Promise<Reply> {
  const { people, seller, formats } = context;
  const { number, rule, authorId, version } = known;
  const [names, all] = await Promise.all([readRuleNames(context), people.list(seller.sellerId)]);
  const author = all.find(({ personId }) => personId === authorId)?.name ?? 'somebody who is gone';
  const edited = version === 1 ? '' : `, version ${version}`;
  return reply(
    text(`Automation ${number}: ${describeState(known, context)}`, toneOf(known)),
    text(readBackText(rule, names)),
    note(
      `By ${author}, ${formats.instant(known.createdAt)}${edited}. It may do what ${author} may.`,
    ),
    offers(offersFor(known)),
  );
}

const toneOf = ({ state, stateReason }: Automation) =>
  stateReason !== null ? 'warn' : state === 'on' ? 'good' : 'quiet';

function offersFor({ number, state, lastRunAt }: Automation): Offer[] {
  const slots = { automation: number };
  return [
    state === 'on'
      ? offer('Pause', 'pause automation', slots)
      : offer('Switch on', 'resume automation', slots),
    offer('Test', 'test automation', slots),
    lastRunAt === null ? offer('Why not?', 'why not', slots) : offer('Why?', 'why fired', slots),
  ];
}

async function readWords({ automations, seller, ruleNames, formats }: CommandContext) {
  const catalog = await automations.readCatalog(seller.sellerId);
  return { catalog, names: ruleNames(catalog), formats };
}

async function testOne(context: CommandContext, { number, rule }: Automation): Promise<Reply> {
  const { automations, seller } = context;
  const [found, words] = await Promise.all([
    automations.backTest(seller.sellerId, { rule, days: BACK_TEST_DAYS }),
    readWords(context),
  ]);
  return reply(
    note(`Automation ${number}: ${sayRule(rule, words.names)}`),
    ...describeBackTest(rule, found, { ...words, isListed: true }),
    ...listFirings(rule, found, words),
  );
}

async function listRuns(context: CommandContext, known: Automation): Promise<Reply> {
  const { automations, seller, formats } = context;
  const { number, rule } = known;
  const [runs, today, words] = await Promise.all([
    automations.history(seller.sellerId, { number, limit: HISTORY_SHOWN }),
    automations.countToday(seller.sellerId, number),
    readWords(context),
  ]);
  const head = note(`Automation ${number}: ${sayRule(rule, words.names)}`);
  if (runs.length === 0) {
    return reply(
      head,
      text('It has not run yet.'),
      offers([offer('Why not?', 'why not', { automation: number })]),
    );
  }
  return reply(
    head,
    runTable(rule, runs, { ...words, formatInstant: formats.instant }),
    ...describeUndone(runs, { ...words, formatInstant: formats.instant }),
    today.ran + today.grouped > runs.length ? note(`The newest ${runs.length} are shown.`) : null,
    ...describeGroupedToday(known, { today, words, formats }),
    offers([offer('Why?', 'why fired', { automation: number })]),
  );
}

/** Beyond its budget a rule only tells. */
function describeGroupedToday(
  { rule, runsPerHour }: Automation,
  {
    today,
    words,
    formats,
  }: { today: { ran: number; grouped: number }; words: RunWords } & Pick<CommandContext, 'formats'>,
): Block[] {
  const { quantity } = formats;
  if (today.grouped === 0) return [];
  const undone = listUndone(rule);
  const rest =
    undone.length === 0 ? '' : ` For these it did not ${sayActions(undone, words.names)}.`;
  return [
    text(
      `In 24 hours it ran ${quantity(today.ran)} ${plural(today.ran, 'time')}, and ` +
        `${quantity(today.grouped)} more were only told, together: it may run ` +
        `${quantity(runsPerHour)} times an hour.${rest}`,
      undone.length === 0 ? 'plain' : 'warn',
    ),
  ];
}

async function explainRun(context: CommandContext, number: number): Promise<Reply> {
  const { automations, seller, formats } = context;
  const found = await automations.whyFired(seller.sellerId, number);
  if (!found) {
    const known = await automations.show(seller.sellerId, number);
    if (!known) return gone(number);
    return explainSilence(context, { number, skuId: null });
  }
  const { run, rule } = found;
  const { trace } = run;
  const words = await readWords(context);
  const { catalog, names } = words;
  const what = describeOccurrence(rule, trace.occurrence, words);
  const happened = run.outcome === 'ran' ? 'ran' : 'was set off';
  const stock = trace.stock;
  const sku = nameSubject(trace.occurrence, catalog);
  const older =
    run.version === found.automation.version ? '' : ` (as it was, version ${run.version})`;
  return reply(
    stock && sku ? headline(formats.quantity(stock.available), `${sku} available then`) : null,
    text(`Automation ${number} ${happened} ${sayWhen(run.happenedAt, context)}: ${what}.`),
    note(`${sayRule(rule, names)}${older}`),
    ...describeConditions(trace),
    ...describeActions(run.actions, { names, formatInstant: formats.instant }),
    ...describeCauses(trace.causes),
    run.outcome === 'grouped' ? text(sayGrouped(rule, names), 'warn') : null,
    run.outcome === 'stopped'
      ? text('It was stopped there: it would have gone on for ever.', 'bad')
      : null,
    offers([offer('History', 'automation history', { automation: number })]),
  );
}

function sayGrouped(rule: Rule, names: RuleNames): string {
  const undone = listUndone(rule);
  const rest = undone.length === 0 ? '' : ` It did not ${sayActions(undone, names)}.`;
  return `It had run as often as it may in an hour, so it was told together with others.${rest}`;
}

function describeCauses(causes: readonly number[]): Block[] {
  if (causes.length === 0) return [];
  return [
    note(`Set off by what these did: ${causes.map((each) => `automation ${each}`).join(', ')}.`),
  ];
}

async function explainSilence(
  context: CommandContext,
  o: { number: number; skuId: number | null },
): Promise<Reply> {
  const { automations, seller } = context;
  const found = await automations.whyNot(seller.sellerId, o);
  if (!found) return gone(o.number);
  const { reasons, nearest, automation: known } = found;
  const words = await readWords(context);
  return reply(
    ...reasons.map((reason, index) => text(reason, index === 0 ? 'plain' : 'quiet')),
    nearest
      ? text(
          `Closest it came, ${sayWhen(nearest.at, context)}: ${nearest.happened}. ` +
            `It takes: ${nearest.asked}.`,
        )
      : null,
    known.state === 'on' ? describeNext(known.rule, context) : null,
    note(`Automation ${o.number}: ${sayRule(known.rule, words.names)}`),
    offers([
      offer('Test', 'test automation', { automation: o.number }),
      ...(known.state === 'on'
        ? []
        : [offer('Switch on', 'resume automation', { automation: o.number })]),
    ]),
  );
}
